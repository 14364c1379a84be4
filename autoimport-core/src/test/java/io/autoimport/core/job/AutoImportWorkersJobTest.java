package io.autoimport.core.job;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static io.autoimport.core.support.InstanceBuilder.instances;
import static io.autoimport.core.support.Sneaky.sneaky;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Command;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.LogCapture;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.autoimport.core.support.RecordingPublisher;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AutoImportWorkersJobTest {

    private final ProgrammableDiscovery discovery = new ProgrammableDiscovery();
    private final InMemoryWorkerRepository workers = new InMemoryWorkerRepository();
    private final RecordingPublisher published = new RecordingPublisher();
    private final MutableClock clock = new MutableClock();
    private final Mediator mediator = Mediator.of(List.of(
            new BulkImportWorkersHandler(discovery, workers, published, UnitOfWork.NONE, ImportListener.NONE, clock)));
    private final LogCapture log = new LogCapture();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static AutoImportSettings settings(String... regions) {
        return settings(ImportSource.named("default")
                .regions(regions)
                .amiName("CML-2.7.0-*")
                .build());
    }

    private static AutoImportSettings settings(ImportSource... sources) {
        return settings(List.of(sources), null, false);
    }

    private static AutoImportSettings settings(List<ImportSource> sources, @Nullable String missing, boolean dryRun) {
        return new AutoImportSettings(
                true,
                Duration.ofHours(1),
                Duration.ofHours(1),
                sources,
                missing,
                "auto-import-job",
                8,
                null,
                dryRun,
                Reconciliation.DEFAULT,
                Preflight.WARN,
                ScanPolicy.ALWAYS_FULL);
    }

    private AutoImportWorkersJob job(AutoImportSettings settings) {
        return job(settings, mediator, published);
    }

    private AutoImportWorkersJob job(AutoImportSettings settings, Mediator mediator, EventPublisher events) {
        return new AutoImportWorkersJob(settings, mediator, events, ImportListener.NONE, ScanHistory.NONE, clock);
    }

    private static Mediator throwing(Throwable thrown) {
        return new Mediator() {
            @Override
            public <R> R send(Command<R> command) {
                throw sneaky(thrown);
            }
        };
    }

    @Test
    void saysThatItStartsAndWhatItDid() {
        discovery.finds("us-east-1", instances(0, 10));
        workers.insertIfAbsent(instances(0, 7).stream()
                .map(instance -> Worker.of(instance, "earlier", "somebody", "run-0", clock.instant()))
                .toList());

        JobResult result = job(settings("us-east-1")).execute(false);
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(log.lines())
                .containsExactly(
                        "INFO 🔄 Starting auto-import workers job (region: us-east-1, AMI name: CML-2.7.0-*)",
                        "INFO ✅ Auto-import completed: 3 imported, 7 skipped, 10 total found");
    }

    @Test
    void everyLineCarriesTheJobTheRunTheSourcesAndTheRegions() {
        discovery.fails("us-east-1");
        JobResult result = job(settings("us-east-1", "eu-west-1")).execute(false);
        assertThat(log.events())
                .hasSize(3)
                .allSatisfy(line -> assertThat(LogCapture.keyValues(line))
                        .containsAllEntriesOf(keyValues(result, "us-east-1,eu-west-1")));
    }

    @Test
    void theLastLineCarriesWhatCameOutAsValues() {
        discovery.finds("us-east-1", instances(0, 3)).fails("eu-west-1");

        JobResult result = job(settings("us-east-1", "eu-west-1")).execute(true);

        Map<String, String> expected = new HashMap<>(keyValues(result, "us-east-1,eu-west-1"));
        expected.putAll(Map.of(
                "job.status", "partial",
                "job.dry_run", "true",
                "job.duration_ms", String.valueOf(result.duration().toMillis()),
                "job.workers_found", "3",
                "job.workers_imported", "3",
                "job.workers_skipped", "0",
                "job.workers_failed", "0",
                "job.workers_updated", "0",
                "job.workers_missing", "0",
                "job.workers_restored", "0"));
        assertThat(LogCapture.keyValues(log.events().get(log.events().size() - 1)))
                .isEqualTo(expected);
    }

    @Test
    void aLineOfATargetCarriesItsSourceAndRegion() {
        discovery.throwing("us-east-1", new IllegalStateException("a bug"));
        JobResult result = job(settings("us-east-1", "eu-west-1")).execute(false);
        assertThat(log.allEvents().stream()
                        .filter(line -> line.getFormattedMessage().contains("of default/us-east-1"))
                        .map(LogCapture::keyValues))
                .hasSize(2)
                .allSatisfy(keyValues -> assertThat(keyValues).isEqualTo(keyValues(result, "us-east-1")));
    }

    private static Map<String, String> keyValues(JobResult result, String region) {
        return Map.of(
                "job.type", "auto_import_workers", "job.run_id", result.runId(), "source", "default", "region", region);
    }

    @Test
    void namesEveryRegionAndSourceAtTheStart() {
        job(settings(
                        ImportSource.named("a")
                                .regions("us-east-1", "eu-west-1")
                                .amiName("CML-*")
                                .build(),
                        ImportSource.named("b")
                                .regions("ap-south-1")
                                .amiIds(List.of("ami-1"))
                                .build()))
                .execute(false);
        assertThat(log.lines())
                .contains("INFO 🔄 Starting auto-import workers job (regions: us-east-1, eu-west-1, AMI name: CML-*;"
                        + " region: ap-south-1, AMI ids: ami-1)");
    }

    @Test
    void theWorkersAreCreatedByTheJob() {
        discovery.finds("us-east-1", List.of(anInstance("i-1")));
        job(settings("us-east-1")).run();
        assertThat(workers.find("i-1")).map(Worker::createdBy).hasValue("auto-import-job");
    }

    @Test
    void disabledItSkips() {
        AutoImportWorkersJob job = job(AutoImportSettings.disabled(), throwing(new AssertionError()), published);
        JobResult result = job.execute(false);
        assertThat(job.isEnabled()).isFalse();
        assertThat(result.toMap()).containsEntry("status", "skipped").containsEntry("reason", "disabled");
        assertThat(log.lines()).containsExactly("INFO ⏭️ Auto-import workers disabled - skipping job");
        assertThat(published.completedRuns()).containsExactly(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto_import_workers_ami_name", "auto_import_workers_region"})
    void withoutARequiredSettingItSkipsWithAWarning(String missing) {
        AutoImportWorkersJob job = job(settings(List.of(), missing, false), throwing(new AssertionError()), published);
        JobResult result = job.execute(false);
        assertThat(result.toMap())
                .containsEntry("status", "skipped")
                .containsEntry("reason", missing + " not configured");
        assertThat(log.lines()).containsExactly("WARN ⚠️ " + missing + " not configured");
        assertThat(published.completedRuns()).containsExactly(result);
    }

    @Test
    void partlyDoneItNamesTheRegionTheCodeAndTheRequestId() {
        discovery.finds("us-east-1", instances(0, 2)).fails("eu-west-1");
        JobResult result = job(settings("us-east-1", "eu-west-1")).execute(false);
        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(log.lines())
                .containsExactly(
                        "INFO 🔄 Starting auto-import workers job (regions: us-east-1, eu-west-1,"
                                + " AMI name: CML-2.7.0-*)",
                        "WARN ⚠️ Auto-import partly completed: 2 imported, 0 skipped, 2 total found;"
                                + " default/eu-west-1: PERMISSION (UnauthorizedOperation): not allowed in eu-west-1"
                                + " [request id req-eu-west-1]");
        assertThat(log.debugLines())
                .containsExactly("Auto-import of default/eu-west-1 is FAILED: PERMISSION (UnauthorizedOperation):"
                        + " not allowed in eu-west-1 [request id req-eu-west-1]");
    }

    @Test
    void instancesThatFailedAreCountedInTheLine() {
        discovery.finds("us-east-1", instances(0, 2)).finds("eu-west-1", instances(2, 3));
        EventPublisher picky = events -> {
            if (events.size() == 2) {
                throw new IllegalStateException("broker gone");
            }
        };
        Mediator failing = Mediator.of(List.of(
                new BulkImportWorkersHandler(discovery, workers, picky, UnitOfWork.NONE, ImportListener.NONE, clock)));
        job(settings("us-east-1", "eu-west-1"), failing, published).execute(false);
        assertThat(log.lines())
                .contains("WARN ⚠️ Auto-import partly completed: 1 imported, 0 skipped, 3 total found, 2 failed;"
                        + " default/us-east-1: EVENTS (IllegalStateException): broker gone");
    }

    @Test
    void stoppedItIsNoFailureToBeAlarmedBy() {
        discovery.ends("us-east-1", ScanOutcome.stopped(0));

        JobResult result = job(settings("us-east-1")).execute(false);

        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(log.lines())
                .contains(
                        "WARN ⏹️ Auto-import stopped: default/us-east-1: STOPPED: the run was asked to stop; the next one"
                                + " goes on")
                .noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void whatCameOfAnInterruptedRunIsWrittenDownWithoutBeingDisturbed() {
        AtomicBoolean disturbed = new AtomicBoolean();
        EventPublisher writer =
                events -> disturbed.compareAndSet(false, Thread.currentThread().isInterrupted());
        Thread.currentThread().interrupt();

        job(settings("us-east-1"), mediator, writer).execute(false);

        assertThat(Thread.interrupted())
                .as("the thread's owner still learns of it")
                .isTrue();
        assertThat(disturbed).isFalse();
    }

    @Test
    void failedItSaysWhy() {
        discovery.fails("us-east-1");
        JobResult result = job(settings("us-east-1")).execute(false);
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(log.lines())
                .contains("ERROR ❌ Auto-import failed: default/us-east-1: PERMISSION (UnauthorizedOperation):"
                        + " not allowed in us-east-1 [request id req-us-east-1]");
        assertThat(published.completedRuns()).containsExactly(result);
    }

    @Test
    void zeroFoundIsASuccessWithAWarning() {
        job(settings("us-east-1")).execute(false);
        assertThat(log.lines())
                .containsExactly(
                        "INFO 🔄 Starting auto-import workers job (region: us-east-1, AMI name: CML-2.7.0-*)",
                        "WARN ⚠️ Auto-import: default/us-east-1: no instance matches AMI name: CML-2.7.0-*",
                        "INFO ✅ Auto-import completed: 0 imported, 0 skipped, 0 total found");
    }

    @Test
    void aDryRunSaysThatNothingWasWritten() {
        discovery.finds("us-east-1", instances(0, 3));
        AutoImportWorkersJob job = job(settings(settings("us-east-1").sources(), null, true));
        job.run();
        assertThat(job.lastResult()).map(JobResult::dryRun).hasValue(true);
        assertThat(workers.findAll()).isEmpty();
        assertThat(log.lines())
                .contains("INFO ✅ Auto-import completed: 3 imported, 0 skipped, 3 total found"
                        + " (dry run: nothing was written)");
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("a\nbug"),
                new StackOverflowError("a\nbug"),
                new NoClassDefFoundError("a\nbug"),
                new AssertionError("a\nbug"),
                new IOException("a\nbug"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void anUnexpectedExceptionIsAnErrorAndIsNotThrown(Throwable thrown) {
        AutoImportWorkersJob job = job(settings("us-east-1"), throwing(thrown), published);
        JobResult result = job.execute(false);
        String name = thrown.getClass().getSimpleName();
        assertThat(result.status()).isEqualTo(JobStatus.ERROR);
        assertThat(result.totals()).isEqualTo(ImportCounts.NONE);
        assertThat(log.lines()).contains("ERROR ❌ Auto-import failed: UNEXPECTED (" + name + "): a\\u000abug");
        assertThat(job.lastResult()).hasValue(result);
        assertThat(published.completedRuns()).containsExactly(result);
        assertThat(job.isRunning()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aPublisherThatThrowsDoesNotMatter(Throwable thrown) {
        discovery.finds("us-east-1", instances(0, 2));
        AutoImportWorkersJob job = job(settings("us-east-1"), mediator, events -> {
            throw sneaky(thrown);
        });
        JobResult result = job.execute(false);
        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.lastResult()).hasValue(result);
        assertThat(job.isRunning()).isFalse();
        assertThat(log.lines())
                .contains("WARN The end of the auto-import could not be published; the import itself is not affected");
        assertThat(job.execute(false).totalSkipped()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aListenerThatThrowsDoesNotMatter(Throwable thrown) {
        discovery.finds("us-east-1", instances(0, 2));
        ImportListener broken = new ImportListener() {
            @Override
            public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
                throw sneaky(thrown);
            }
        };
        AutoImportWorkersJob job =
                new AutoImportWorkersJob(settings("us-east-1"), mediator, published, broken, ScanHistory.NONE, clock);
        assertThat(job.execute(false).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.isRunning()).isFalse();
    }

    @Test
    void theEndOfEveryRunIsPublishedWithItsTime() {
        discovery.behaves("us-east-1", (target, pages) -> {
            clock.advance(Duration.ofSeconds(5));
            return ScanOutcome.complete(1, "nothing");
        });
        JobResult result = job(settings("us-east-1")).execute(false);
        assertThat(published.events()).containsExactly(new JobCompleted(result));
        assertThat(published.events().get(0).occurredAt()).isEqualTo(MutableClock.START.plusSeconds(5));
        assertThat(published.events().get(0).runId()).isEqualTo(result.runId());
    }

    @Test
    void aCallDuringARunIsSkippedAndTheRunGoesOn() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        discovery.behaves("us-east-1", (target, pages) -> {
            started.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            pages.accept(instances(0, 2));
            return ScanOutcome.complete(1);
        });
        AutoImportWorkersJob job = job(settings("us-east-1"));
        CompletableFuture<JobResult> first = CompletableFuture.supplyAsync(() -> job.execute(false));
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(job.isRunning()).isTrue();
        JobResult second = job.execute(false);
        assertThat(second.status()).isEqualTo(JobStatus.SKIPPED);
        assertThat(second.reason()).isEqualTo("another run is in progress");
        assertThat(job.lastResult()).as("the skipped call is not the last run").isEmpty();
        assertThat(job.isRunning()).as("the first one goes on").isTrue();

        goOn.countDown();
        JobResult done = first.get(20, TimeUnit.SECONDS);
        assertThat(done.totals()).isEqualTo(ImportCounts.of(2, 0, 0));
        assertThat(job.lastResult()).hasValue(done);
        assertThat(job.isRunning()).isFalse();
        assertThat(published.completedRuns()).containsExactly(second, done);
        assertThat(log.lines()).contains("INFO ⏭️ Auto-import skipped: another run is in progress");
        assertThat(job.execute(false).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void noTextFromOutsideForgesALogLine() {
        String hostile = "x\r\n2026-11-23 INFO forged\u2028forged\u0085forged\u202Edegrof";
        discovery
                .ends(
                        "us-east-1",
                        ScanOutcome.complete(1, "AMI " + hostile + " is deprecated"),
                        List.of(anInstance()
                                .id("i-" + hostile)
                                .tagged("Name", hostile)
                                .of("ami-1", hostile)
                                .build()))
                .ends(
                        "eu-west-1",
                        ScanOutcome.failed(
                                new Failure(FailureCause.INVALID_REQUEST, hostile, hostile, hostile), false, 1))
                .throwing("ap-south-1", new IllegalStateException(hostile));
        ImportSource source = ImportSource.named("labs " + hostile)
                .regions("us-east-1", "eu-west-1", "ap-south-1")
                .amiName("CML-" + hostile)
                .build();
        JobResult result = job(settings(source)).execute(false);
        job(settings(List.of(), hostile, false)).execute(false);

        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(log.lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("x\\u000d\\u000a2026"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\r", "\n", "\u2028", "\u0085", "\u202E"));
        assertThat(log.debugLines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("\r", "\n", "\u2028", "\u0085", "\u202E"));
        assertThat(log.allEvents())
                .allSatisfy(line -> assertThat(LogCapture.keyValues(line).values())
                        .allSatisfy(
                                value -> assertThat(value).doesNotContain("\r", "\n", "\u2028", "\u0085", "\u202E")));
    }

    @Test
    void tellsTheSchedulerWhatItNeeds() {
        AutoImportWorkersJob job = job(AutoImportSettings.every(
                Duration.ofMinutes(5),
                ImportSource.named("s").regions("us-east-1").amiName("x").build()));
        assertThat(job.name()).isEqualTo("auto-import-workers");
        assertThat(job.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(job.initialDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(job.isEnabled()).isTrue();
        assertThat(job.lastResult()).isEmpty();
    }

    @Test
    void aRunThatCouldNotBeginIsReportedAsFailed() {
        AutoImportWorkersJob job = job(settings("us-east-1"));

        job.couldNotRun(new IllegalStateException("connection refused\nto 10.0.0.1"));

        JobResult result = job.lastResult().orElseThrow();
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.reason()).contains("REPOSITORY (IllegalStateException): connection refused");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR ❌ Auto-import failed: The store of the job's due time can't be reached")
                .doesNotContain("\n");
        assertThat(published.events()).containsExactly(new JobCompleted(result));
    }
}
