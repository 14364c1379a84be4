package io.autoimport.spring.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a host leaves behind that ends while it imports. */
class ShutdownTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PAGE = 5;
    private static final int FLEET = 500;

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final String database = TestDatabases.postgresUrl();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabases.dataSource(database));
    private final ApplicationContextRunner host =
            SimulatedHost.on(ec2, database).withPropertyValues("auto-import.workers.initial-delay=0");

    @AfterEach
    void end() {
        ec2.close();
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private int workers() {
        return count("SELECT count(*) FROM auto_import_worker");
    }

    @Test
    void theImportStopsBetweenTwoPagesAndAnotherNodeGoesOn() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), FLEET);
        ec2.faults().shortPages(PAGE);
        ec2.faults().latency(Duration.ofMillis(100));

        host.run(context -> await().atMost(PATIENCE).until(() -> workers() >= 2 * PAGE));

        int committed = workers();
        assertThat(committed).isLessThan(FLEET);
        assertThat(committed % PAGE).as("workers of a page that is half done").isZero();
        assertThat(
                        count(
                                "SELECT count(*) FROM auto_import_job WHERE due_at <= CURRENT_TIMESTAMP AND last_started_at IS NULL"))
                .as("jobs that are still due")
                .isEqualTo(1);

        ec2.faults().clear();
        host.withPropertyValues("auto-import.workers.initial-delay=1h").run(context -> {
            await().atMost(PATIENCE).until(() -> workers() == FLEET);
            AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
            await().atMost(PATIENCE).until(() -> job.lastResult().isPresent());
            assertThat(job.lastResult().map(JobResult::totalSkipped)).contains((long) committed);
            assertThat(job.lastResult().map(JobResult::totalImported)).contains((long) FLEET - committed);
        });
    }

    @Test
    void theLockIsGivenBack() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), FLEET);
        ec2.faults().shortPages(PAGE);
        ec2.faults().latency(Duration.ofMillis(100));

        host.run(context -> {
            await().atMost(PATIENCE).until(() -> workers() >= PAGE);
            assertThat(context.getBean(JobLock.class).tryLock(AutoImportWorkersJob.NAME))
                    .isEmpty();
        });

        host.withPropertyValues("auto-import.jobs.scheduler=none").run(context -> {
            Optional<JobLock.Held> lock = context.getBean(JobLock.class).tryLock(AutoImportWorkersJob.NAME);
            assertThat(lock).isPresent();
            lock.get().release();
            assertThat(context.getBean(JobStore.class).findSchedule(AutoImportWorkersJob.NAME))
                    .isPresent();
        });
    }
}
