package io.autoimport.spring.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedAccount;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Workers whose instances vanished, in a host with {@code reconcile.missing=mark}: when they are marked, and when not. */
class MissingWorkersAcceptanceTest {

    private static final int FLEET = 100;

    private final ManualClock clock = new ManualClock();
    private final Ec2Simulator ec2 = Ec2Simulator.builder().clock(clock).start();
    private final AtomicReference<SimulatedAccount> asking = new AtomicReference<>(ec2.account());
    private final SimulatedRegion region = ec2.region("us-east-1");
    private final SimulatedImage image = region.registerImage("CML-2.7.0-lab");
    private final List<SimulatedInstance> fleet = region.launch(image, FLEET);

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    /** A host that asks as whoever the test says, and has imported the fleet. */
    private void withHost(Consumer<ApplicationContext> test, String... properties) {
        ApplicationContextRunner host = SimulatedHost.on(ec2, TestDatabases.postgresUrl())
                .withPropertyValues("auto-import.workers.reconcile.missing=mark")
                .withPropertyValues(properties)
                .withInitializer(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "asking",
                                AwsCredentialsProvider.class,
                                () -> () -> AwsBasicCredentials.create(
                                        asking.get().accessKeyId(), asking.get().secretAccessKey()),
                                definition -> definition.setPrimary(true)));
        host.run(context -> {
            assertThat(run(context).totalImported()).isEqualTo(FLEET);
            test.accept(context);
        });
    }

    private static JobResult run(ApplicationContext context) {
        return context.getBean(AutoImportWorkersJob.class).execute();
    }

    private void vanish(int count) {
        fleet.subList(0, count).forEach(instance -> region.terminate(instance.id()));
        clock.advance(Duration.ofHours(2));
    }

    private static List<String> marked(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                .queryForList(
                        "SELECT instance_id FROM auto_import_worker WHERE missing_since IS NOT NULL ORDER BY 1",
                        String.class);
    }

    private static void assertThatNothingIsMarked(ApplicationContext context, int runs, String why) {
        for (int i = 0; i < runs; i++) {
            assertThat(run(context).totalMissing()).isZero();
        }
        assertThat(run(context).warnings())
                .anySatisfy(warning -> assertThat(warning).contains(why));
        assertThat(marked(context)).isEmpty();
    }

    @Test
    void threeMissesMark() {
        withHost(context -> {
            vanish(20);
            run(context);
            run(context);

            assertThat(run(context).totalMissing()).isEqualTo(20);
            assertThat(marked(context))
                    .containsExactlyInAnyOrderElementsOf(fleet.subList(0, 20).stream()
                            .map(SimulatedInstance::id)
                            .toList());
        });
    }

    @Test
    void anEmptyAnswerMarksNothing() {
        withHost(context -> {
            vanish(FLEET);

            assertThatNothingIsMarked(context, 4, "the scan found no instance at all");
        });
    }

    @Test
    void theWrongAccountMarksNothing() {
        SimulatedRegion elsewhere = ec2.account("999988887777").region("us-east-1");
        elsewhere.launch(elsewhere.registerImage("CML-2.7.0-other"), 3);
        withHost(
                context -> {
                    asking.set(ec2.account("999988887777"));

                    assertThatNothingIsMarked(context, 4, "100 workers belong to another account than 999988887777");
                },
                "auto-import.workers.reconcile.max-missing-percent=100");
    }

    @Test
    void theWrongAccountWithoutAnInstanceMarksNothing() {
        withHost(
                context -> {
                    asking.set(ec2.account("999988887777"));

                    assertThatNothingIsMarked(context, 4, "the scan found no instance at all");
                },
                "auto-import.workers.reconcile.max-missing-percent=100");
    }

    @Test
    void moreThanAFifthMarksNothing() {
        withHost(context -> {
            vanish(21);

            assertThatNothingIsMarked(
                    context, 4, "21 of 100 workers are unknown to AWS and were not shown by 3 complete scans in a row");
        });
    }

    @Test
    void twoMissesMarkNothing() {
        withHost(context -> {
            vanish(5);

            assertThatNothingIsMarked(context, 1, "5 workers were not shown, and are unknown to AWS");
        });
    }

    @Test
    void aPartialScanMarksNothing() {
        withHost(context -> {
            vanish(5);
            ec2.faults().shortPages(50);
            for (int i = 0; i < 4; i++) {
                ec2.faults()
                        .fail("DescribeInstances", 400, "InternalFailure")
                        .after(1)
                        .times(1);
                JobResult result = run(context);

                assertThat(result.targets()).extracting(TargetResult::status).containsExactly(Completeness.PARTIAL);
                assertThat(result.warnings())
                        .anySatisfy(warning ->
                                assertThat(warning).contains("the scan is not complete, so no worker was checked"));
            }
            assertThat(marked(context)).isEmpty();
        });
    }

    @Test
    void aMarkedWorkerWhoseScanShowsItAgainIsRestored() {
        withHost(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            jdbc.update(
                    "UPDATE auto_import_worker SET missing_since = now(), misses = 3 WHERE instance_id = ?",
                    fleet.get(0).id());

            assertThat(run(context).totalRestored()).isEqualTo(1);
            assertThat(marked(context)).isEmpty();
        });
    }
}
