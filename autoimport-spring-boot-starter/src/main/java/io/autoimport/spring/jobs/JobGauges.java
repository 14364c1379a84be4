package io.autoimport.spring.jobs;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.telemetry.ImportGauges;
import io.autoimport.spring.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gauges by what is in the job store and the outbox. Each is read once for all who look within a few seconds. */
final class JobGauges implements ImportGauges {

    private static final Logger log = LoggerFactory.getLogger(JobGauges.class);

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final List<ImportTarget> targets;
    private final Duration interval;
    private final boolean hasOutbox;
    private final Recent<List<TargetHealth>> health;
    private final Recent<Long> backlog;

    JobGauges(AutoImportSettings settings, RunHistory history, @Nullable Outbox outbox) {
        this.targets = settings.sources().stream()
                .flatMap(source -> source.targets().stream())
                .toList();
        this.interval = settings.interval();
        this.hasOutbox = outbox != null;
        this.health = new Recent<>(history::targets);
        this.backlog = new Recent<>(() -> outbox == null ? 0L : outbox.backlog().waiting());
    }

    @Override
    public List<ImportTarget> targets() {
        return targets;
    }

    @Override
    public Optional<Duration> lastSuccessAge(ImportTarget target) {
        return health.get()
                .flatMap(all -> all.stream()
                        .filter(one -> one.state().isOf(target.source().name(), target.region()))
                        .findFirst()
                        .map(TargetHealth::withoutSuccess));
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean hasOutbox() {
        return hasOutbox;
    }

    @Override
    public OptionalLong outboxBacklog() {
        Optional<Long> waiting = hasOutbox ? backlog.get() : Optional.empty();
        return waiting.isPresent() ? OptionalLong.of(waiting.get()) : OptionalLong.empty();
    }

    /** What was read a moment ago. Nothing if it can't be read, and that is not asked again at once either. */
    private static final class Recent<T> {

        private final Supplier<T> source;
        private Optional<T> value = Optional.empty();
        private long readAt;
        private boolean read;

        Recent(Supplier<T> source) {
            this.source = source;
        }

        synchronized Optional<T> get() {
            if (!read || System.nanoTime() - readAt > FRESH.toNanos()) {
                value = readNow();
                readAt = System.nanoTime();
                read = true;
            }
            return value;
        }

        private Optional<T> readNow() {
            try {
                return Optional.of(source.get());
            } catch (RuntimeException e) {
                log.debug("A gauge can't be read", e);
                return Optional.empty();
            }
        }
    }
}
