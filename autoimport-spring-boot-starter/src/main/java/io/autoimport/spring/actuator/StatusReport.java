package io.autoimport.spring.actuator;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.model.Text;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.jobs.JobSetup;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.jobs.TargetHealth;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.workers.JobResultDescriptor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Collects what there is to know of the job. What can't be reached leaves its part empty, and is named. */
final class StatusReport {

    private final AutoImportWorkersJob job;
    private final AutoImportSettings settings;
    private final RunHistory history;
    private final JobSetup setup;
    private final WorkerRepository repository;
    private final List<KnownInstances> registeredElsewhere;
    private final @Nullable Outbox outbox;

    StatusReport(
            AutoImportWorkersJob job,
            AutoImportSettings settings,
            RunHistory history,
            JobSetup setup,
            WorkerRepository repository,
            List<KnownInstances> registeredElsewhere,
            @Nullable Outbox outbox) {
        this.job = job;
        this.settings = settings;
        this.history = history;
        this.setup = setup;
        this.repository = repository;
        this.registeredElsewhere = registeredElsewhere;
        this.outbox = outbox;
    }

    StatusDescriptor describe(boolean showValues) {
        Attempts attempts = new Attempts();
        List<RunRecord> runs = attempts.orElse(history::runs, List.of());
        @Nullable Instant lastSuccess = history.lastSuccess(runs);
        return new StatusDescriptor(
                job.isEnabled(),
                settings.dryRun(),
                job.interval().toString(),
                history.node(),
                setup.scheduler(),
                setup.store(),
                setup.lock(),
                ClassUtils.getUserClass(repository).getName(),
                registeredElsewhere.stream().map(StatusReport::describe).toList(),
                settings.sources().stream()
                        .map(source -> SourceDescriptor.of(source, showValues))
                        .toList(),
                attempts.orElse(this::nextRun, Optional.<Instant>empty())
                        .map(Instant::toString)
                        .orElse(null),
                job.isRunning() || attempts.orElse(this::isRunningOnAnotherNode, false),
                lastRun(runs),
                lastSuccess == null ? null : lastSuccess.toString(),
                attempts.orElse(() -> history.targets(runs), List.<TargetHealth>of()).stream()
                        .map(TargetDescriptor::of)
                        .toList(),
                runs.stream().map(StatusReport::describe).toList(),
                outbox == null ? null : OutboxDescriptor.of(outbox),
                attempts.error);
    }

    private static String describe(KnownInstances known) {
        try {
            return known.describe();
        } catch (RuntimeException e) { // of the application's; what is looked at when something is wrong must not fail
            return ClassUtils.getUserClass(known).getName();
        }
    }

    private Optional<Instant> nextRun() {
        return job.isEnabled() ? setup.nextRun(AutoImportWorkersJob.NAME) : Optional.empty();
    }

    private boolean isRunningOnAnotherNode() {
        Optional<JobEngine> engine = setup.engine();
        return engine.isPresent() && engine.get().isRunning(AutoImportWorkersJob.NAME);
    }

    // What kept this node's last run from beginning is in no store: that the store is away is the reason.
    private @Nullable JobResultDescriptor lastRun(List<RunRecord> runs) {
        @Nullable RunRecord stored = runs.isEmpty() ? null : runs.get(0);
        @Nullable JobResult here = job.lastResult().orElse(null);
        boolean isNewer = here != null
                && (stored == null || here.startedAt().isAfter(stored.result().startedAt()));
        if (here != null && isNewer) {
            return JobResultDescriptor.of(here, history.node());
        }
        return stored == null ? null : describe(stored);
    }

    private static JobResultDescriptor describe(RunRecord run) {
        return JobResultDescriptor.of(run.result(), run.node());
    }

    /** What is tried at most until something fails: whoever asks should not wait for a dead database several times. */
    private static final class Attempts {

        private @Nullable String error;

        <T> T orElse(Supplier<T> attempt, T otherwise) {
            if (error != null) {
                return otherwise;
            }
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                error = Text.singleLine(e.toString());
                return otherwise;
            }
        }
    }
}
