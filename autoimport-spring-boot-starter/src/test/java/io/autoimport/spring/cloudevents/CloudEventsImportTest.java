package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.JobResult;
import io.autoimport.spring.support.EventSchemas;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestSink;
import io.autoimport.spring.support.TestSink.Answer;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** From an EC2 on the real protocol, through a database, to a sink. */
class CloudEventsImportTest {

    private final ManualClock clock = new ManualClock();
    private final Ec2Simulator ec2 = Ec2Simulator.builder().clock(clock).start();
    private final SimulatedRegion region = ec2.region("us-east-1");
    private final SimulatedImage image = region.registerImage("CML-2.7.0-lab");
    private final TestSink sink = new TestSink();

    @AfterEach
    void stop() {
        ec2.close();
        sink.close();
    }

    private ApplicationContextRunner host() {
        return SimulatedHost.on(ec2, TestDatabases.postgresUrl())
                .withPropertyValues(
                        "auto-import.workers.reconcile.missing=mark",
                        "auto-import.workers.reconcile.missing-after=1",
                        EventHost.PREFIX + "enabled=true",
                        EventHost.PREFIX + "sink=" + sink.url(),
                        EventHost.PREFIX + "outbox.min-backoff=10ms",
                        EventHost.PREFIX + "outbox.max-backoff=100ms",
                        EventHost.PREFIX + "outbox.poll-interval=50ms");
    }

    private static JobResult run(ApplicationContext context) {
        return context.getBean(AutoImportWorkersJob.class).execute();
    }

    private static JdbcTemplate jdbc(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class));
    }

    @Test
    void whatBecomesOfAFleetReachesTheSinkAsTheSchemasSay() {
        List<SimulatedInstance> fleet = region.launch(image, 10);
        host().run(context -> {
            assertThat(run(context).totalImported()).isEqualTo(10);
            region.stop(fleet.get(0).id());
            assertThat(run(context).totalUpdated()).isEqualTo(1);
            region.terminate(fleet.get(1).id());
            clock.advance(Duration.ofHours(2));
            assertThat(run(context).totalMissing()).isEqualTo(1);
            jdbc(context)
                    .update(
                            "UPDATE auto_import_worker SET missing_since = now(), misses = 1 WHERE instance_id = ?",
                            fleet.get(2).id());
            assertThat(run(context).totalRestored()).isEqualTo(1);
            ec2.faults().deny("us-east-1");
            run(context);

            await().until(() -> EventHost.isEmpty(context));
        });

        assertThat(sink.taken().stream().collect(Collectors.groupingBy(CloudEvent::getType, Collectors.counting())))
                .containsEntry("io.autoimport.worker.imported.v1", 10L)
                .containsEntry("io.autoimport.worker.missing.v1", 1L)
                .containsEntry("io.autoimport.worker.restored.v1", 1L)
                .containsEntry("io.autoimport.job.completed.v1", 5L)
                .containsKey("io.autoimport.worker.updated.v1");
        assertThat(sink.taken())
                .allSatisfy(event -> assertThat(EventSchemas.violationsOf(event))
                        .as(event.getType())
                        .isEmpty());
        assertThat(sink.takenIds()).doesNotHaveDuplicates();
    }

    @Test
    void aFullOutboxRefusesThePageAndTheNextRunHeals() {
        region.launch(image, 5);
        sink.answers(Answer.of(503));
        host().withPropertyValues(EventHost.PREFIX + "outbox.max-size=6").run(context -> {
            assertThat(run(context).totalImported()).isEqualTo(5);
            region.launch(image, 2);

            JobResult refused = run(context);

            assertThat(refused.targets().get(0).failure().cause()).isEqualTo(FailureCause.EVENTS);
            assertThat(jdbc(context).queryForObject("SELECT count(*) FROM auto_import_worker", Integer.class))
                    .isEqualTo(5);

            sink.answers(Answer.TAKEN);
            await().until(() -> EventHost.isEmpty(context));
            assertThat(run(context).totalImported()).isEqualTo(2);
            await().until(() -> EventHost.isEmpty(context));
            assertThat(sink.taken())
                    .filteredOn(event -> event.getType().endsWith("worker.imported.v1"))
                    .hasSize(7);
        });
    }
}
