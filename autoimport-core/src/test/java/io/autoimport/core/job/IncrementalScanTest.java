package io.autoimport.core.job;

import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.memory.InMemoryScanHistory;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportSourceBuilder;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.LogCapture;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.telemetry.ImportListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run asks for everything, and when only for what is new. */
class IncrementalScanTest {

    private static final Instant START = MutableClock.START;
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final InMemoryScanHistory history = new InMemoryScanHistory();
    private final InMemoryWorkerRepository workers = new InMemoryWorkerRepository();
    private final Asked discovery = new Asked();

    /** Notes what it is asked for, and gives the same answer to everything. */
    private static final class Asked implements InstanceDiscovery {

        private final List<String> questions = new ArrayList<>();
        private List<Instance> page = instances(0, 2);
        private @Nullable Failure failure;

        @Override
        public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
            questions.add("everything");
            return answer(pages);
        }

        @Override
        public ScanOutcome scanLaunched(ImportTarget target, Instant from, Instant to, PageConsumer pages) {
            questions.add(from + " to " + to);
            return answer(pages);
        }

        private ScanOutcome answer(PageConsumer pages) {
            if (failure != null) {
                return ScanOutcome.failed(failure, false, 1);
            }
            pages.accept(page);
            return ScanOutcome.complete(1);
        }

        private String last() {
            return questions.get(questions.size() - 1);
        }
    }

    private AutoImportWorkersJob job() {
        return job(source -> source.amiName("CML-*"), null, history);
    }

    private AutoImportWorkersJob job(
            UnaryOperator<ImportSourceBuilder> source, @Nullable Long maxImports, ScanHistory scans) {
        AutoImportSettings settings = new AutoImportSettings(
                true,
                HOUR,
                HOUR,
                List.of(source.apply(ImportSource.named("default").regions("us-east-1"))
                        .build()),
                null,
                "job",
                8,
                maxImports,
                false,
                Reconciliation.DEFAULT.withMissing(MissingPolicy.MARK),
                Preflight.OFF,
                new ScanPolicy(ScanMode.INCREMENTAL, Duration.ofHours(24)));
        Mediator mediator = Mediator.of(List.of(new BulkImportWorkersHandler(
                discovery, workers, EventPublisher.NONE, UnitOfWork.NONE, ImportListener.NONE, clock)));
        return new AutoImportWorkersJob(settings, mediator, EventPublisher.NONE, history, scans, clock);
    }

    @Test
    void afterACompleteScanOnlyThatIsAskedForWhichIsNewSinceWithAnOverlapOfAnHour() {
        AutoImportWorkersJob job = job();

        JobResult first = job.execute();
        clock.advance(HOUR);
        JobResult second = job.execute();
        clock.advance(HOUR);
        job.execute();

        assertThat(first.targets().get(0).scan()).isEqualTo(ScanMode.FULL);
        assertThat(second.targets().get(0).scan()).isEqualTo(ScanMode.INCREMENTAL);
        assertThat(discovery.questions)
                .containsExactly(
                        "everything",
                        START.minus(HOUR) + " to " + START.plus(HOUR).plus(HOUR),
                        START + " to " + START.plus(HOUR).plus(HOUR).plus(HOUR));
    }

    @Test
    void afterADayEverythingIsAskedForAgain() {
        AutoImportWorkersJob job = job();

        for (int run = 0; run <= 25; run++) {
            job.execute();
            clock.advance(HOUR);
        }

        assertThat(discovery.questions).hasSize(26);
        assertThat(discovery.questions.get(0)).isEqualTo("everything");
        assertThat(discovery.questions.get(24)).isEqualTo("everything");
        assertThat(discovery.questions.subList(1, 24)).doesNotContain("everything");
        assertThat(discovery.questions.get(25)).startsWith(START.plus(Duration.ofHours(23)) + " to ");
    }

    @Test
    void aScanThatFailsIsNothingToBuildOn() {
        AutoImportWorkersJob job = job();
        job.execute();
        discovery.failure = new Failure(FailureCause.THROTTLED, "RequestLimitExceeded", "too much", null);
        clock.advance(HOUR);
        job.execute();
        discovery.failure = null;
        clock.advance(HOUR);

        job.execute();

        assertThat(discovery.last()).startsWith(START.minus(HOUR) + " to ");
    }

    @Test
    void beforeTheFirstCompleteScanEachAsksForEverything() {
        discovery.failure = new Failure(FailureCause.THROTTLED, "RequestLimitExceeded", "too much", null);
        AutoImportWorkersJob job = job();

        job.execute();
        job.execute();

        assertThat(discovery.questions).containsExactly("everything", "everything");
    }

    @Test
    void aDryRunIsNothingToBuildOn() {
        AutoImportWorkersJob job = job();

        job.execute(true);
        job.execute();

        assertThat(discovery.questions).containsExactly("everything", "everything");
    }

    @Test
    void aScanWhoseInstancesWerePutOffIsNothingToBuildOn() {
        AutoImportWorkersJob job = job(source -> source.amiName("CML-*"), 1L, history);

        job.execute();
        job.execute();
        job.execute();

        assertThat(workers.findAll()).hasSize(2);
        assertThat(discovery.questions.subList(0, 2)).containsExactly("everything", "everything");
        assertThat(discovery.questions.get(2)).isNotEqualTo("everything");
    }

    @Test
    void anotherSearchBeginsWithEverything() {
        job().execute();

        job(source -> source.amiName("CML-*").requiredTags(Map.of("Team", "labs")), null, history)
                .execute();

        assertThat(discovery.questions).containsExactly("everything", "everything");
    }

    @Test
    void theSameSearchInAnotherOrderIsTheSameSearch() {
        job(
                        source -> source.amiName("CML-*")
                                .imageOwners(List.of("self", "111122223333"))
                                .ignoredInstanceIds(List.of("i-8", "i-9")),
                        null,
                        history)
                .execute();

        job(
                        source -> source.amiName("CML-*")
                                .imageOwners(List.of("111122223333", "self"))
                                .ignoredInstanceIds(List.of("i-9", "i-8")),
                        null,
                        history)
                .execute();

        assertThat(discovery.last()).isNotEqualTo("everything");
    }

    @Test
    void instancesThatAreNamedOneByOneAreAllAskedForEachTime() {
        AutoImportWorkersJob job = job(source -> source.instanceIds(List.of("i-0", "i-1")), null, history);

        job.execute();
        job.execute();

        assertThat(discovery.questions).containsExactly("everything", "everything");
    }

    @Test
    void whoeverWantsAFullScanGetsIt() {
        AutoImportWorkersJob job = job();
        job.execute();

        job.execute(null, true);

        assertThat(discovery.questions).containsExactly("everything", "everything");
    }

    @Test
    void aHistoryThatCantBeReadMakesTheScanAFullOne() {
        try (LogCapture log = new LogCapture()) {
            AutoImportWorkersJob job = job(source -> source.amiName("CML-*"), null, targets -> {
                throw new IllegalStateException("away");
            });
            job.execute();

            JobResult result = job.execute();

            assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(discovery.questions).containsExactly("everything", "everything");
            assertThat(log.lines())
                    .contains("WARN ⚠️ What was scanned last can't be told, so everything is scanned in full");
        }
    }

    @Test
    void aClockThatWasSetBackMakesTheScanAFullOne() {
        job().execute();
        clock.advance(HOUR.plusMinutes(1).negated());

        job().execute();

        assertThat(discovery.last()).isEqualTo("everything");
    }

    @Test
    void whatIsMissingOnlyAFullScanTells() {
        AutoImportWorkersJob job = job();
        job.execute();
        discovery.page = List.of();

        for (int run = 0; run < 5; run++) {
            clock.advance(HOUR);
            JobResult result = job.execute();
            assertThat(result.totalMissing()).isZero();
            assertThat(result.warnings())
                    .as("that nothing is new is nothing to warn of")
                    .isEmpty();
        }

        assertThat(workers.findRecord("i-0"))
                .hasValueSatisfying(record -> assertThat(record.misses()).isZero());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void theTimeBetweenFullScansIsMoreThanZero(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScanPolicy(ScanMode.INCREMENTAL, Duration.ofSeconds(seconds)))
                .withMessageContaining("more than zero");
    }
}
