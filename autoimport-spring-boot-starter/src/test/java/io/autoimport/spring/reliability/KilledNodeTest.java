package io.autoimport.spring.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.spring.reliability.Tripwire.Where;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestSink;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The row of the matrix that takes a JVM of its own: one is killed (SIGKILL) at each point, and another goes on. */
@Execution(ExecutionMode.CONCURRENT)
class KilledNodeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int FLEET = 7;

    private final TestSink sink = new TestSink();
    private Ec2Simulator ec2;

    @BeforeEach
    void startEc2() {
        ec2 = Ec2Simulator.start();
        ec2.faults().shortPages(3);
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7"), FLEET);
        ec2.region("eu-west-1").launch(ec2.region("eu-west-1").registerImage("CML-2.8"), FLEET);
    }

    @AfterEach
    void stopEc2() {
        ec2.close();
        sink.close();
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void anotherNodeGoesOnAndNothingIsLostOrDoubled(Point point) {
        String database = TestDatabases.postgresUrl();
        killAt(point, database);
        HostDatabase left = new HostDatabase(database);
        List<String> committed = left.workers();
        assertThat(left.received()).isEqualTo(committed);

        try (ConfigurableApplicationContext next = FaultyHost.start(database, ec2, sink)) {
            next.getBean(TrippingLockProvider.class).openGate();
            List<JobResult> results = awaitSuccess(next.getBean(Witness.class));

            assertThat(left.workers()).hasSize(2 * FLEET).doesNotHaveDuplicates();
            assertThat(left.received()).isEqualTo(left.workers());
            assertThat(results.stream().mapToLong(JobResult::totalImported).sum())
                    .isEqualTo(2 * FLEET - committed.size());
            await().atMost(PATIENCE).until(() -> left.undelivered() == 0);
            assertThat(sink.imported()).isEqualTo(left.workers());
        }
    }

    private void killAt(Point point, String database) {
        try (RemoteNode node = RemoteNode.start(FaultyHost.arguments(database, ec2, sink, Map.of()))) {
            node.stopAt(Where.IMPORT, point);
            node.openGate();
            await().atMost(PATIENCE).until(() -> node.stops() > 0);
            node.kill();
        }
    }

    private static List<JobResult> awaitSuccess(Witness witness) {
        await().atMost(PATIENCE)
                .until(() -> witness.results().stream().anyMatch(result -> result.status() == JobStatus.SUCCESS));
        return witness.results();
    }
}
