package io.autoimport.core.telemetry;

import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.LogCapture;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportListenersTest {

    /** Every place at which a listener has a chance to break a run. */
    private enum Place {
        RUN_STARTED,
        RUN_COMPLETED,
        RUN_CLOSED,
        TARGET_STARTED,
        TARGET_COMPLETED,
        TARGET_CLOSED,
        PAGE_STARTED,
        PAGE_COMPLETED,
        PAGE_CLOSED,
        PROPAGATING,
        BEFORE_PROPAGATED_TASK,
        BEHIND_PROPAGATED_TASK
    }

    private static final class ThrowingAt implements ImportListener {
        private final Place broken;

        ThrowingAt(Place broken) {
            this.broken = broken;
        }

        private void at(Place place) {
            if (place == broken) {
                throw new IllegalStateException("broken at " + place);
            }
        }

        private <R> Observation<R> observation(Place started, Place completed, Place closed) {
            at(started);
            return new Observation<>() {
                @Override
                public void completed(R result) {
                    at(completed);
                }

                @Override
                public void close() {
                    at(closed);
                }
            };
        }

        @Override
        public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
            return observation(Place.RUN_STARTED, Place.RUN_COMPLETED, Place.RUN_CLOSED);
        }

        @Override
        public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
            return observation(Place.TARGET_STARTED, Place.TARGET_COMPLETED, Place.TARGET_CLOSED);
        }

        @Override
        public Observation<ImportCounts> pageStarted(ImportTarget target, List<Instance> page) {
            return observation(Place.PAGE_STARTED, Place.PAGE_COMPLETED, Place.PAGE_CLOSED);
        }

        @Override
        public Runnable propagating(Runnable task) {
            at(Place.PROPAGATING);
            return () -> {
                at(Place.BEFORE_PROPAGATED_TASK);
                task.run();
                at(Place.BEHIND_PROPAGATED_TASK);
            };
        }
    }

    private static JobResult run(ImportListener listener) {
        ProgrammableDiscovery discovery =
                new ProgrammableDiscovery().finds("us-east-1", instances(0, 2), instances(2, 5));
        MutableClock clock = new MutableClock();
        BulkImportWorkersHandler handler = new BulkImportWorkersHandler(
                discovery, new InMemoryWorkerRepository(), EventPublisher.NONE, UnitOfWork.NONE, listener, clock);
        ImportSource source =
                ImportSource.named("s").regions("us-east-1").amiName("CML-*").build();
        return new AutoImportWorkersJob(
                        AutoImportSettings.every(Duration.ofHours(1), source),
                        Mediator.of(List.of(handler)),
                        EventPublisher.NONE,
                        listener,
                        ScanHistory.NONE,
                        clock)
                .execute(false);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aListenerThatThrowsNeverBreaksARunAndIsWarnedOfOnce(Place broken) {
        Recorder other = new Recorder("other");
        try (LogCapture log = new LogCapture()) {
            JobResult result = run(ImportListeners.of(List.of(new ThrowingAt(broken), other)));
            assertThat(result.totals()).isEqualTo(ImportCounts.of(5, 0, 0));
            // What is behind a task is behind the run, too.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(log.lines())
                            .filteredOn(line -> line.startsWith("WARN"))
                            .containsExactly("WARN Import listener " + ThrowingAt.class.getName()
                                    + " failed; the import goes on without it. Further failures of it are logged at debug level"
                                    + " only"));
            assertThat(other.heard).contains("other run completed", "other run closed", "other target completed");
        }
    }

    @Test
    void aListenerThatThrowsBecauseThereWasNoRunIsWarnedOfToo() {
        List<String> heard = new CopyOnWriteArrayList<>();
        ImportListener broken = new ImportListener() {
            @Override
            public void notRun(JobResult result) {
                throw new IllegalStateException("broken");
            }
        };
        ImportListener other = new ImportListener() {
            @Override
            public void notRun(JobResult result) {
                heard.add(String.valueOf(result.reason()));
            }
        };
        try (LogCapture log = new LogCapture()) {
            ImportSource source = ImportSource.named("s")
                    .regions("us-east-1")
                    .amiName("CML-*")
                    .build();
            AutoImportWorkersJob job = new AutoImportWorkersJob(
                    AutoImportSettings.every(Duration.ofHours(1), source),
                    Mediator.of(List.of()),
                    EventPublisher.NONE,
                    ImportListeners.of(List.of(broken, other)),
                    ScanHistory.NONE,
                    new MutableClock());

            job.skip("somebody else is at it", null);
            job.couldNotRun(new IllegalStateException("away"));

            assertThat(heard).hasSize(2).first().isEqualTo("somebody else is at it");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("Import listener"))
                    .hasSize(1);
        }
    }

    @Test
    void furtherFailuresAreLoggedAtDebugLevel() {
        try (LogCapture log = new LogCapture()) {
            run(ImportListeners.of(new ThrowingAt(Place.PAGE_STARTED)));
            assertThat(log.debugLines())
                    .containsExactly("Import listener " + ThrowingAt.class.getName() + " failed again");
        }
    }

    @Test
    void whatAListenerWrapsRunsExactlyOnce() {
        AtomicInteger runs = new AtomicInteger();
        ImportListener careless = new ImportListener() {
            @Override
            public Runnable propagating(Runnable task) {
                return () -> {
                    task.run();
                    task.run();
                };
            }
        };
        ImportListener forgetful = new ImportListener() {
            @Override
            public Runnable propagating(Runnable task) {
                return () -> {};
            }
        };
        ImportListeners.of(List.of(careless, forgetful, new ThrowingAt(Place.BEHIND_PROPAGATED_TASK)))
                .propagating(runs::incrementAndGet)
                .run();
        assertThat(runs).hasValue(1);
    }

    private static final class Recorder implements ImportListener {
        private final String name;
        private final List<String> heard;

        Recorder(String name) {
            this(name, new CopyOnWriteArrayList<>());
        }

        Recorder(String name, List<String> heard) {
            this.name = name;
            this.heard = heard;
        }

        private <R> Observation<R> observation(String what) {
            heard.add(name + " " + what + " started");
            return new Observation<>() {
                @Override
                public void completed(R result) {
                    heard.add(name + " " + what + " completed");
                }

                @Override
                public void close() {
                    heard.add(name + " " + what + " closed");
                }
            };
        }

        @Override
        public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
            return observation("run");
        }

        @Override
        public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
            return observation("target");
        }
    }

    @Test
    void opensInOrderAndClosesInTheOppositeOne() {
        List<String> heard = new CopyOnWriteArrayList<>();
        JobResult result = run(ImportListeners.of(List.of(new Recorder("a", heard), new Recorder("b", heard))));
        assertThat(result.totalImported()).isEqualTo(5);
        assertThat(heard)
                .containsExactly(
                        "a run started",
                        "b run started",
                        "a target started",
                        "b target started",
                        "b target completed",
                        "a target completed",
                        "b target closed",
                        "a target closed",
                        "b run completed",
                        "a run completed",
                        "b run closed",
                        "a run closed");
    }

    @Test
    void aListenerThatIsSafeAlreadyIsNotWrappedAgain() {
        ImportListeners listeners = ImportListeners.of(ImportListener.NONE);
        assertThat(ImportListeners.of(listeners)).isSameAs(listeners);
    }
}
