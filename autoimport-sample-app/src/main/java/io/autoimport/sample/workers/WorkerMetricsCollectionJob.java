package io.autoimport.sample.workers;

import io.autoimport.core.job.RecurrentJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Collects the state and the age of every worker. Being a bean is all it takes to be scheduled beside the import. Where
 * several nodes share a database, one of them collects each time; what the others show is the last that they collected
 * themselves.
 */
@Component
class WorkerMetricsCollectionJob implements RecurrentJob {

    static final String NAME = "worker-metrics-collection";

    private static final Logger log = LoggerFactory.getLogger(WorkerMetricsCollectionJob.class);

    private final WorkerQuery workers;
    private final WorkerMeters meters;
    private final Clock clock;
    private final Duration interval;
    private final Duration initialDelay;
    private volatile WorkerMetrics lastCollection = WorkerMetrics.NONE_YET;

    WorkerMetricsCollectionJob(
            WorkerQuery workers,
            WorkerMeters meters,
            Clock clock,
            @Value("${sample.worker-metrics.interval}") Duration interval,
            @Value("${sample.worker-metrics.initial-delay}") Duration initialDelay) {
        this.workers = workers;
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
        Instant now = clock.instant();
        WorkerMetrics metrics = WorkerMetrics.of(now, workers.findAges(now));
        meters.publish(metrics);
        lastCollection = metrics;
        log.info("📊 Worker metrics: {}", metrics.summary());
    }

    WorkerMetrics lastCollection() {
        return lastCollection;
    }
}
