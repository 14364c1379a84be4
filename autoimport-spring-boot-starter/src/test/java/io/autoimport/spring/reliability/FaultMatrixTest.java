package io.autoimport.spring.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.spring.support.RestartablePostgres;
import io.autoimport.spring.support.TestSink;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The cells of the matrix, one after the other, in one host that goes on living: on its own scheduler and lock, with a real
 * PostgreSQL server, and the real SDK against the EC2 simulator.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {

    static final String STRUCK_REGION = "us-east-1";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<FaultKind> TAKES_ALL_THE_TIME_OF_A_CALL =
            Set.of(FaultKind.THROTTLING, FaultKind.HANGING_ENDPOINT);

    private static final Ec2Simulator EC2 = Ec2Simulator.start();
    private static final TestSink SINK = new TestSink();
    private static RestartablePostgres server;
    private static HostDatabase database;
    private static ConfigurableApplicationContext host;
    private static Injection injection;
    private static List<String> fleet;

    @BeforeAll
    static void startHost(@TempDir Path folder) {
        EC2.faults().shortPages(3);
        launch(EC2.region("eu-west-1"), 4);
        launch(EC2.region(STRUCK_REGION), 7);
        fleet = Stream.of("eu-west-1", STRUCK_REGION)
                .flatMap(region -> EC2.region(region).instances())
                .map(instance -> instance.id())
                .sorted()
                .toList();
        server = new RestartablePostgres(folder);
        server.start();
        database = new HostDatabase(server.url());
        host = FaultyHost.start(server.url(), EC2, SINK);
        host.getBean(TrippingLockProvider.class).beAlone();
        injection = new Injection(
                EC2,
                server,
                database,
                host.getBean(JumpingClock.class)::jumpTo,
                host.getBean(Tripping.class)::page,
                SINK);
    }

    private static void launch(SimulatedRegion region, int count) {
        region.launch(region.registerImage("CML-2.7"), count);
    }

    @AfterAll
    static void stopHost() {
        host.close();
        server.close();
        SINK.close();
        EC2.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(FaultKind.values())
                .filter(kind -> kind != FaultKind.KILL)
                .flatMap(kind -> kind.cells().keySet().stream().map(point -> Arguments.of(kind, point)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    @Execution(ExecutionMode.SAME_THREAD)
    void theHostLivesNothingIsLostNothingIsDoubledAndTheNextRunHeals(FaultKind kind, Point point) {
        Tripwire tripwire = host.getBean(Tripwire.class);
        Witness witness = host.getBean(Witness.class);
        letNothingRun();
        patiently().until(() -> database.undelivered() == 0);
        SINK.forget();
        database.clear();
        witness.forget();
        host.getBean(JumpingClock.class).jumpTo(Duration.ZERO);
        host.getBean(CallTimeouts.class).shorten(TAKES_ALL_THE_TIME_OF_A_CALL.contains(kind) ? STRUCK_REGION : null);
        tripwire.set(injection.of(kind, point));

        host.getBean(TrippingLockProvider.class).openGate();
        patiently().until(tripwire::isOver);
        int struck = witness.results().size();
        patiently()
                .until(() -> witness.results().stream()
                        .skip(struck)
                        .anyMatch(result -> result.status() == JobStatus.SUCCESS));
        letNothingRun();

        List<JobResult> results = witness.results();
        assertThat(results.get(0).status())
                .as("%s", results.get(0))
                .isIn(kind.cells().get(point).statuses());
        assertThat(database.workers()).isEqualTo(fleet);
        List<String> others = database.workersOfOthers();
        assertThat(database.received())
                .isEqualTo(fleet.stream().filter(id -> !others.contains(id)).toList());
        assertThat(results.stream().mapToLong(JobResult::totalImported).sum())
                .isEqualTo(fleet.size() - others.size() - unacknowledged(kind, point, results));
        assertThatTheHostLives(witness);
        assertThatTheSinkKnows(database.received());
    }

    // A commit that is not acknowledged counts as failed, and as known in the next run.
    private static long unacknowledged(FaultKind kind, Point point, List<JobResult> results) {
        return kind == FaultKind.EXCEPTION && point == Point.AFTER_COMMIT
                ? results.get(0).totalFailed()
                : 0;
    }

    private static void assertThatTheSinkKnows(List<String> imported) {
        patiently().until(() -> database.undelivered() == 0);
        assertThat(SINK.imported()).isEqualTo(imported);
    }

    // Looks often: there are many cells, and most of them are over in no time.
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    private static void letNothingRun() {
        TrippingLockProvider locks = host.getBean(TrippingLockProvider.class);
        locks.shutGate();
        patiently().until(locks::isQuiet);
    }

    private static void assertThatTheHostLives(Witness witness) {
        assertThat(host.isRunning()).isTrue();
        long before = witness.heartbeats();
        patiently().until(() -> witness.heartbeats() > before);
    }
}
