package io.autoimport.sample.labs;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.sample.cml.CmlClient;
import io.autoimport.sample.cml.CmlFailures;
import io.autoimport.sample.cml.CmlLab;
import io.autoimport.sample.cml.CmlWorker;
import io.autoimport.sample.jobs.SideBySide;
import io.autoimport.sample.workers.RunningWorkers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the records of labs as the CML of each running worker has them, five workers at a time. Of a worker that does not answer
 * in full nothing is touched: its records stay, and their time of refreshment shows their age.
 */
@Component
class LabsRefreshJob implements RecurrentJob {

    static final String NAME = "labs-refresh";
    static final int WORKERS_AT_A_TIME = 5;

    private static final Logger log = LoggerFactory.getLogger(LabsRefreshJob.class);

    /** Of a worker that did not answer. */
    private static final int NONE = -1;

    private final SideBySide sideBySide = new SideBySide("labs-refresh", WORKERS_AT_A_TIME);
    private final RunningWorkers running;
    private final CmlClient cml;
    private final LabTable table;
    private final LabMeters meters;
    private final Clock clock;
    private final Duration interval;
    private final Duration initialDelay;

    LabsRefreshJob(
            RunningWorkers running,
            CmlClient cml,
            LabTable table,
            LabMeters meters,
            Clock clock,
            @Value("${sample.labs-refresh.interval}") Duration interval,
            @Value("${sample.labs-refresh.initial-delay}") Duration initialDelay) {
        this.running = running;
        this.cml = cml;
        this.table = table;
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

    /** Without a user name there is nobody to ask. */
    @Override
    public boolean isEnabled() {
        return cml.isConfigured();
    }

    @Override
    public void run() {
        List<Integer> labs = sideBySide.each(running.find(), this::refresh).stream()
                .map(outcome -> outcome.orElse(failure -> {
                    CmlFailures.log(log, outcome.item(), failure);
                    return NONE;
                }))
                .toList();
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        long silent = labs.stream().filter(count -> count == NONE).count();
        meters.publish(table.countByState(), silent);
        log.info(
                "🧪 Labs refreshed: {} labs of {} workers, {} workers without an answer",
                labs.stream()
                        .filter(count -> count != NONE)
                        .mapToInt(count -> count)
                        .sum(),
                labs.size() - silent,
                silent);
    }

    /** All of it is read before anything is written. */
    private int refresh(CmlWorker worker) {
        List<CmlLab> labs = cml.labIds(worker).stream()
                .map(id -> cml.lab(worker, id))
                .flatMap(Optional::stream)
                .toList();
        table.replace(worker.instanceId(), labs, clock.instant());
        return labs.size();
    }
}
