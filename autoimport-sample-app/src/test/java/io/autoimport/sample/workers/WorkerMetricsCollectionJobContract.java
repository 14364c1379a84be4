package io.autoimport.sample.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.command.Command;
import io.autoimport.core.command.Mediator;
import io.autoimport.sample.WorkerTable;
import io.autoimport.sample.cml.CmlClient;
import io.autoimport.sample.cml.CmlClients;
import io.autoimport.sample.cml.CmlWorker;
import io.autoimport.sample.simulator.SimulatedCml;
import io.autoimport.sample.simulator.SimulatedCml.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the job makes of the table, on any database. */
abstract class WorkerMetricsCollectionJobContract {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final WorkerTable table;
    private final SimulatedCml cml = SimulatedCml.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Command<?>> commands = new CopyOnWriteArrayList<>();
    private final WorkerMetricsCollectionJob job;

    WorkerMetricsCollectionJobContract(DataSource dataSource, String schema) {
        table = new WorkerTable(dataSource, schema);
        job = job(CmlClients.of(cml));
    }

    @AfterEach
    void stopCml() {
        cml.close();
    }

    private static Mediator handlers(CmlClient client) {
        return Mediator.of(List.of(new RefreshWorkerMetricsHandler(client), new RefreshWorkerLabsHandler(client)));
    }

    private WorkerMetricsCollectionJob job(CmlClient client) {
        Mediator handlers = handlers(client);
        return job(client, new Mediator() {
            @Override
            public <R> R send(Command<R> command) {
                commands.add(command);
                return handlers.send(command);
            }
        });
    }

    private WorkerMetricsCollectionJob job(CmlClient client, Mediator mediator) {
        return new WorkerMetricsCollectionJob(
                new WorkerQuery(table.jdbc(), JsonMapper.shared()),
                new RunningWorkers(table.jdbc()),
                client,
                mediator,
                new WorkerMeters(registry),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    private void insert(String instanceId, String state, Instant importedAt, Instant launchedAt) {
        table.insert(instanceId, state, importedAt, launchedAt);
    }

    private void insertRunning(String... instanceIds) {
        for (String id : instanceIds) {
            insert(id, "running", NOW, NOW);
        }
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
                .extracting(WorkerMeasurement::age)
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
        table.setState("i-changing", "terminated");
        table.jdbc()
                .sql("DELETE FROM auto_import_worker WHERE instance_id = 'i-going'")
                .update();

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
                .extracting(WorkerMeasurement::age)
                .containsExactly(new WorkerAge("i-ahead", "us-east-1", "pending", 0, null));
    }

    private Map<String, Double> valuesBy(String tag, String meter) {
        return registry.find(meter).gauges().stream()
                .collect(Collectors.toMap(gauge -> gauge.getId().getTag(tag), Gauge::value));
    }

    private static CmlWorker worker(String instanceId) {
        return new CmlWorker(instanceId, "us-east-1", null, null);
    }

    private WorkerAnswer answer(WorkerMetricsCollectionJob of, String instanceId) {
        return of.lastCollection().workers().stream()
                .filter(worker -> worker.age().instanceId().equals(instanceId))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    @Test
    void eachRunningWorkerIsSentTwoCommandsOneAfterTheOther() {
        insertRunning("i-1", "i-2");

        job.run();

        for (String id : List.of("i-1", "i-2")) {
            CmlWorker worker = worker(id);
            assertThat(commands)
                    .containsSubsequence(new RefreshWorkerMetricsCommand(worker), new RefreshWorkerLabsCommand(worker));
        }
        assertThat(commands).hasSize(4);
    }

    @Test
    void whatTheirCmlSaysIsCollectedAndPublished() {
        insertRunning("i-1", "i-2");

        job.run();

        WorkerAnswer answer = answer(job, "i-1");
        assertThat(answer.problem()).isNull();
        assertThat(answer.labs()).isEqualTo(cml.labIds("i-1").size());
        assertThat(answer.load().version()).isEqualTo("2.7.0+build.4");
        assertThat(answer.load().ready()).isTrue();
        assertThat(answer.load().cpuPercent()).isBetween(1.0, 100.0);
        assertThat(valuesBy("instance_id", WorkerMeters.CPU))
                .containsOnlyKeys("i-1", "i-2")
                .containsEntry("i-1", answer.load().cpuPercent());
        assertThat(valuesBy("instance_id", WorkerMeters.MEMORY))
                .containsEntry("i-1", answer.load().memory().percent());
        assertThat(valuesBy("instance_id", WorkerMeters.DISK))
                .containsEntry("i-1", answer.load().disk().percent());
        assertThat(valuesBy("instance_id", WorkerMeters.LABS))
                .containsEntry("i-1", (double) cml.labIds("i-1").size());
        assertThat(registry.get(WorkerMeters.SILENT).gauge().value()).isZero();
        assertThat(job.lastCollection().labs())
                .isEqualTo(cml.labIds("i-1").size() + cml.labIds("i-2").size());
    }

    @Test
    void nobodyIsAskedWhoDoesNotRunOrIsMissing() {
        insert("i-stopped", "stopped", NOW, NOW);
        insert("i-pending", "pending", NOW, NOW);
        insertRunning("i-missing", "i-1");
        table.markMissing("i-missing", NOW);

        job.run();

        assertThat(commands).hasSize(2);
        assertThat(job.lastCollection().total()).isEqualTo(4);
        for (String id : List.of("i-stopped", "i-pending", "i-missing")) {
            assertThat(answer(job, id)).isEqualTo(WorkerAnswer.NOT_ASKED);
            assertThat(cml.requests(id, "system_information")).isZero();
        }
    }

    @Test
    void aBrokenOneASlowOneAndOneThatTalksNonsenseHurtNobodyElse() {
        insertRunning("i-1", "i-broken", "i-2", "i-slow", "i-3", "i-garbage", "i-4");
        cml.set("i-broken", Fault.BROKEN);
        cml.set("i-slow", Fault.SLOW);
        cml.set("i-garbage", Fault.GARBAGE);
        CmlClient client = CmlClients.of(cml);
        Mediator handlers = handlers(client);
        Mediator ofSlow = handlers(CmlClients.of(cml, Duration.ofSeconds(1)));
        WorkerMetricsCollectionJob impatient = job(client, new Mediator() {
            @Override
            public <R> R send(Command<R> command) {
                boolean slow = command.equals(new RefreshWorkerMetricsCommand(worker("i-slow")));
                return (slow ? ofSlow : handlers).send(command);
            }
        });

        impatient.run();

        for (String id : List.of("i-1", "i-2", "i-3", "i-4")) {
            assertThat(answer(impatient, id).problem()).as(id).isNull();
            assertThat(answer(impatient, id).load()).as(id).isNotNull();
        }
        assertThat(answer(impatient, "i-broken").problem())
                .isEqualTo("i-broken, /api/v0/system_information: status 500");
        assertThat(answer(impatient, "i-slow").problem())
                .isEqualTo("i-slow, /api/v0/system_information: no answer within PT1S");
        assertThat(answer(impatient, "i-garbage").problem()).endsWith("the answer is no JSON");
        assertThat(valuesBy("instance_id", WorkerMeters.CPU)).containsOnlyKeys("i-1", "i-2", "i-3", "i-4");
        assertThat(registry.get(WorkerMeters.SILENT).gauge().value()).isEqualTo(3);
    }

    @Test
    void anExceptionThatNobodyExpectedHurtsNobodyElse() {
        insertRunning("i-1", "i-2", "i-3");
        CmlClient client = CmlClients.of(cml);
        Mediator handlers = handlers(client);
        WorkerMetricsCollectionJob faulty = job(client, new Mediator() {
            @Override
            public <R> R send(Command<R> command) {
                if (command.equals(new RefreshWorkerMetricsCommand(worker("i-2")))) {
                    throw new IllegalStateException("a bug");
                }
                return handlers.send(command);
            }
        });

        faulty.run();

        assertThat(answer(faulty, "i-1").load()).isNotNull();
        assertThat(answer(faulty, "i-2").problem()).isEqualTo("java.lang.IllegalStateException: a bug");
        assertThat(answer(faulty, "i-3").load()).isNotNull();
    }

    @Test
    void tenWorkersAreAskedAtATime() {
        List<String> ids = IntStream.range(0, 25).mapToObj(i -> "i-" + i).toList();
        ids.forEach(id -> {
            insertRunning(id);
            cml.set(id, Fault.SLOW);
        });

        CompletableFuture<Void> run = CompletableFuture.runAsync(job::run);
        await().atMost(CmlClients.PATIENCE).until(() -> cml.held() == 10);
        ids.forEach(id -> cml.set(id, Fault.NONE));

        assertThat(run).succeedsWithin(CmlClients.PATIENCE);
        assertThat(cml.mostAtATime()).isEqualTo(10);
        assertThat(ids).allSatisfy(id -> assertThat(answer(job, id).load()).isNotNull());
    }

    @Test
    void withoutAUserNameNobodyIsAsked() {
        insertRunning("i-1");
        WorkerMetricsCollectionJob anonymous = job(CmlClients.withoutUser(cml));

        anonymous.run();

        assertThat(commands).isEmpty();
        assertThat(anonymous.lastCollection().total()).isEqualTo(1);
        assertThat(answer(anonymous, "i-1")).isEqualTo(WorkerAnswer.NOT_ASKED);
    }
}
