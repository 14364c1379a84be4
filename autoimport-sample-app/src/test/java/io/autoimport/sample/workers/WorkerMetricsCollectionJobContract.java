package io.autoimport.sample.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

/** What the job makes of the table, on any database. */
abstract class WorkerMetricsCollectionJobContract {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final JdbcClient jdbc;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMetricsCollectionJob job;

    WorkerMetricsCollectionJobContract(DataSource dataSource, String schema) {
        new ResourceDatabasePopulator(new ClassPathResource("io/autoimport/spring/jdbc/" + schema)).execute(dataSource);
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("DELETE FROM auto_import_worker").update();
        job = new WorkerMetricsCollectionJob(
                new WorkerQuery(jdbc, JsonMapper.shared()),
                new WorkerMeters(registry),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    @Test
    void beforeTheFirstRunThereIsNoCollection() {
        assertThat(job.lastCollection().collectedAt()).isNull();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void withoutWorkersTheCountsAreZero() {
        job.run();

        assertThat(job.lastCollection().collectedAt()).isEqualTo(NOW);
        assertThat(job.lastCollection().total()).isZero();
        assertThat(job.lastCollection().byState()).isEmpty();
        assertThat(job.lastCollection().workers()).isEmpty();
        assertThat(valuesBy("state", WorkerMeters.WORKERS))
                .containsOnlyKeys("pending", "running", "stopping", "stopped")
                .allSatisfy((state, count) -> assertThat(count).isZero());
        assertThat(job.lastCollection().summary()).isEqualTo("no workers");
    }

    @Test
    void eachWorkerHasItsStateAndItsAges() {
        insert("i-new", "running", NOW.minusSeconds(3), NOW.minusSeconds(65));
        insert("i-old", "running", NOW.minusSeconds(7200), NOW.minusSeconds(90000));
        insert("i-stopped", "stopped", NOW.minusSeconds(60), null);

        job.run();

        assertThat(job.lastCollection().byState())
                .containsExactlyInAnyOrderEntriesOf(Map.of("running", 2L, "stopped", 1L));
        assertThat(job.lastCollection().total()).isEqualTo(3);
        assertThat(job.lastCollection().workers())
                .containsExactly(
                        new WorkerAge("i-new", "us-east-1", "running", 3, 65L),
                        new WorkerAge("i-stopped", "us-east-1", "stopped", 60, null),
                        new WorkerAge("i-old", "us-east-1", "running", 7200, 90000L));
        assertThat(job.lastCollection().summary())
                .isEqualTo("3 workers (2 running, 1 stopped), the oldest imported 7200 s ago");
    }

    @Test
    void eachWorkerHasItsGauges() {
        insert("i-new", "running", NOW.minusSeconds(3), NOW.minusSeconds(65));
        insert("i-stopped", "stopped", NOW.minusSeconds(60), null);

        job.run();

        assertThat(valuesBy("state", WorkerMeters.WORKERS))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("pending", 0.0, "running", 1.0, "stopping", 0.0, "stopped", 1.0));
        assertThat(valuesBy("instance_id", WorkerMeters.AGE))
                .containsExactlyInAnyOrderEntriesOf(Map.of("i-new", 3.0, "i-stopped", 60.0));
        assertThat(valuesBy("instance_id", WorkerMeters.INSTANCE_AGE)).containsExactly(Map.entry("i-new", 65.0));
        Meter.Id id = registry.get(WorkerMeters.AGE)
                .tags("instance_id", "i-new", "region", "us-east-1", "state", "running")
                .gauge()
                .getId();
        assertThat(id.getBaseUnit()).isEqualTo("seconds");
    }

    @Test
    void whatChangedOrWentSinceTheLastRunIsNotPublishedAnyMore() {
        insert("i-changing", "running", NOW.minusSeconds(3), null);
        insert("i-going", "running", NOW.minusSeconds(3), NOW.minusSeconds(4));
        job.run();
        jdbc.sql("UPDATE auto_import_worker SET state = 'terminated' WHERE instance_id = 'i-changing'")
                .update();
        jdbc.sql("DELETE FROM auto_import_worker WHERE instance_id = 'i-going'").update();

        job.run();

        assertThat(valuesBy("state", WorkerMeters.WORKERS))
                .containsEntry("running", 0.0)
                .containsEntry("terminated", 1.0);
        assertThat(valuesBy("instance_id", WorkerMeters.AGE)).containsOnlyKeys("i-changing");
        assertThat(valuesBy("state", WorkerMeters.AGE)).containsOnlyKeys("terminated");
        assertThat(valuesBy("instance_id", WorkerMeters.INSTANCE_AGE)).isEmpty();
    }

    @Test
    void aWorkerImportedByANodeWhoseClockIsAheadIsNew() {
        insert("i-ahead", "pending", NOW.plusSeconds(2), null);

        job.run();

        assertThat(job.lastCollection().workers())
                .containsExactly(new WorkerAge("i-ahead", "us-east-1", "pending", 0, null));
    }

    private Map<String, Double> valuesBy(String tag, String meter) {
        return registry.find(meter).gauges().stream()
                .collect(Collectors.toMap(gauge -> gauge.getId().getTag(tag), Gauge::value));
    }

    private void insert(String instanceId, String state, Instant importedAt, Instant launchedAt) {
        jdbc.sql("INSERT INTO auto_import_worker (instance_id, region, source, name, state, instance_type, tags,"
                        + " image_id, created_by, run_id, imported_at, launched_at) VALUES (:id, 'us-east-1', 'default', :id,"
                        + " :state, 't3.micro', '{}', 'ami-1', 'test', 'run-1', :importedAt, :launchedAt)")
                .param("id", instanceId)
                .param("state", state)
                .param("importedAt", importedAt.atOffset(ZoneOffset.UTC))
                .param("launchedAt", launchedAt == null ? null : launchedAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
