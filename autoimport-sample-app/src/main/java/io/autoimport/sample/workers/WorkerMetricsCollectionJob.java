package io.autoimport.sample.workers;

import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.sample.cml.CmlClient;
import io.autoimport.sample.cml.CmlException;
import io.autoimport.sample.cml.CmlFailures;
import io.autoimport.sample.cml.CmlWorker;
import io.autoimport.sample.jobs.SideBySide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Collects the state and the age of every worker, and what the CML of each running one says of its load and its labs: with
 * two commands for each, ten workers at a time. Being a bean is all it takes to be scheduled beside the import. Where several
 * nodes share a database, one of them collects each time; what the others show is the last that they collected themselves.
 */
@Component
class WorkerMetricsCollectionJob implements RecurrentJob {

    static final String NAME = "worker-metrics-collection";
    static final int WORKERS_AT_A_TIME = 10;

    private static final Logger log = LoggerFactory.getLogger(WorkerMetricsCollectionJob.class);

    private final SideBySide sideBySide = new SideBySide("worker-metrics", WORKERS_AT_A_TIME);
    private final WorkerQuery workers;
    private final RunningWorkers running;
    private final CmlClient cml;
    private final Mediator mediator;
    private final WorkerMeters meters;
    private final Clock clock;
    private final Duration interval;
    private final Duration initialDelay;
    private volatile WorkerMetrics lastCollection = WorkerMetrics.NONE_YET;

    WorkerMetricsCollectionJob(
            WorkerQuery workers,
            RunningWorkers running,
            CmlClient cml,
            Mediator mediator,
            WorkerMeters meters,
            Clock clock,
            @Value("${sample.worker-metrics.interval}") Duration interval,
            @Value("${sample.worker-metrics.initial-delay}") Duration initialDelay) {
        this.workers = workers;
        this.running = running;
        this.cml = cml;
        this.mediator = mediator;
        this.meters = meters;
        this.clock = clock;
        this.interval = interval;
        this.initialDelay = initialDelay;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Duration initialDelay() {
        return initialDelay;
    }

    @Override
    public void run() {
        Map<String, WorkerAnswer> answers = answers();
        if (Thread.currentThread().isInterrupted()) {
            return; // the application ends: nobody is to see half of a collection
        }
        Instant now = clock.instant();
        WorkerMetrics metrics = WorkerMetrics.of(
                now,
                workers.findAges(now).stream()
                        .map(age -> new WorkerMeasurement(
                                age, answers.getOrDefault(age.instanceId(), WorkerAnswer.NOT_ASKED)))
                        .toList());
        meters.publish(metrics);
        lastCollection = metrics;
        log.info("📊 Worker metrics: {}", metrics.summary());
        if (!answers.isEmpty()) {
            log.info(
                    "📊 CML: {} asked, {} without a full answer, {} labs",
                    answers.size(),
                    metrics.silent(),
                    metrics.labs());
        }
    }

    private Map<String, WorkerAnswer> answers() {
        List<CmlWorker> asked = cml.isConfigured() ? running.find() : List.of();
        return sideBySide.each(asked, this::ask).stream()
                .collect(Collectors.toMap(
                        outcome -> outcome.item().instanceId(),
                        outcome -> outcome.orElse(failure -> noted(outcome.item(), null, failure))));
    }

    private WorkerAnswer ask(CmlWorker worker) {
        WorkerLoad load = mediator.send(new RefreshWorkerMetricsCommand(worker));
        try {
            return new WorkerAnswer(load, mediator.send(new RefreshWorkerLabsCommand(worker)), null);
        } catch (CmlException e) {
            return noted(worker, load, e);
        }
    }

    private static WorkerAnswer noted(CmlWorker worker, @Nullable WorkerLoad load, Throwable failure) {
        CmlFailures.log(log, worker, failure);
        return new WorkerAnswer(load, null, CmlFailures.inWords(failure));
    }

    WorkerMetrics lastCollection() {
        return lastCollection;
    }
}
