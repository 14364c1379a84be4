package io.autoimport.sample.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.sample.WorkerTable;
import io.autoimport.sample.cml.CmlClient;
import io.autoimport.sample.cml.CmlClients;
import io.autoimport.sample.simulator.SimulatedCml;
import io.autoimport.sample.simulator.SimulatedCml.Fault;
import io.autoimport.sample.workers.RunningWorkers;
import io.autoimport.test.ec2.ManualClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the job makes of the labs of workers, on any database, over HTTP. */
abstract class LabsRefreshJobContract {

    private static final Duration A_TURN = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final SimulatedCml cml = SimulatedCml.start(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LabMeters meters = new LabMeters(registry);
    private final WorkerTable workers;
    private final LabTable labs;
    private final LabsRefreshJob job;

    LabsRefreshJobContract(DataSource dataSource, String schema) {
        workers = new WorkerTable(dataSource, schema);
        labs = new LabTable(
                new JdbcTemplate(dataSource), new TransactionTemplate(new JdbcTransactionManager(dataSource)));
        job = job(CmlClients.of(cml));
    }

    private LabsRefreshJob job(CmlClient client) {
        return new LabsRefreshJob(
                new RunningWorkers(workers.jdbc()),
                client,
                labs,
                meters,
                clock,
                Duration.ofMinutes(30),
                Duration.ofMinutes(1));
    }

    @AfterEach
    void stopCml() {
        cml.close();
    }

    private void run(String... instanceIds) {
        for (String id : instanceIds) {
            workers.insert(id, "running", ManualClock.START, null);
        }
    }

    private List<String> ids(String instanceId) {
        return labs.find(instanceId).stream().map(LabRecord::labId).toList();
    }

    private Instant oldest(String instanceId) {
        return labs.find(instanceId).stream()
                .map(LabRecord::refreshedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    @Test
    void theLabsOfEachRunningWorkerAreOnRecord() {
        run("i-1", "i-2");

        job.run();

        assertThat(ids("i-1")).isNotEmpty().containsExactlyInAnyOrderElementsOf(cml.labIds("i-1"));
        assertThat(ids("i-2")).isNotEmpty().containsExactlyInAnyOrderElementsOf(cml.labIds("i-2"));
        assertThat(labs.find("i-1"))
                .filteredOn(lab -> lab.title().equals("OSPF in two areas 0"))
                .singleElement()
                .satisfies(lab -> {
                    assertThat(lab.state()).isEqualTo("DEFINED_ON_CORE");
                    assertThat(lab.nodes()).isEqualTo(2);
                    assertThat(lab.links()).isEqualTo(1);
                    assertThat(lab.owner()).isEqualTo("student");
                    assertThat(lab.modifiedAt()).isEqualTo(ManualClock.START);
                    assertThat(lab.refreshedAt()).isEqualTo(ManualClock.START);
                });
    }

    @Test
    void whatCameIsAddedWhatChangedIsUpdatedAndWhatWentIsRemoved() {
        run("i-1");
        job.run();
        List<LabRecord> before = labs.find("i-1");
        clock.advance(A_TURN);

        job.run();

        assertThat(ids("i-1"))
                .containsExactlyInAnyOrderElementsOf(cml.labIds("i-1"))
                .isNotEqualTo(before.stream().map(LabRecord::labId).toList());
        LabRecord stayed = labs.find("i-1").stream()
                .filter(lab -> before.stream().anyMatch(old -> old.labId().equals(lab.labId())))
                .findFirst()
                .orElseThrow();
        assertThat(before)
                .filteredOn(old -> old.labId().equals(stayed.labId()))
                .singleElement()
                .satisfies(old -> {
                    assertThat(old.state()).isNotEqualTo(stayed.state());
                    assertThat(stayed.refreshedAt()).isEqualTo(old.refreshedAt().plus(A_TURN));
                });
    }

    @Test
    void ofAWorkerThatDoesNotAnswerTheRecordsStayAndGrowOld() {
        run("i-broken", "i-garbage", "i-slow", "i-well");
        job.run();
        List<String> before = ids("i-broken");
        clock.advance(A_TURN);
        cml.set("i-broken", Fault.BROKEN);
        cml.set("i-garbage", Fault.GARBAGE);
        cml.set("i-slow", Fault.SLOW);

        job(CmlClients.of(cml, Duration.ofSeconds(20))).run(); // that long for those that are well, too

        assertThat(ids("i-broken")).isEqualTo(before);
        for (String id : List.of("i-broken", "i-garbage", "i-slow")) {
            assertThat(oldest(id)).as(id).isEqualTo(ManualClock.START);
        }
        assertThat(ids("i-well")).containsExactlyInAnyOrderElementsOf(cml.labIds("i-well"));
        assertThat(oldest("i-well")).isEqualTo(ManualClock.START.plus(A_TURN));
        assertThat(registry.get(LabMeters.SILENT).gauge().value()).isEqualTo(3);

        cml.set("i-broken", Fault.NONE);
        cml.set("i-slow", Fault.NONE);
        job.run();

        for (String id : List.of("i-broken", "i-slow")) {
            assertThat(ids(id)).as(id).containsExactlyInAnyOrderElementsOf(cml.labIds(id));
        }
    }

    @Test
    void nobodyIsAskedWhoDoesNotRunOrIsMissing() {
        run("i-stopping", "i-vanishing", "i-well");
        job.run();
        clock.advance(A_TURN);
        workers.setState("i-stopping", "stopped");
        workers.markMissing("i-vanishing", clock.instant());

        job.run();

        for (String id : List.of("i-stopping", "i-vanishing")) {
            assertThat(cml.requests(id, "labs")).as(id).isEqualTo(1);
            assertThat(oldest(id)).as(id).isEqualTo(ManualClock.START);
        }
        assertThat(oldest("i-well")).isEqualTo(clock.instant());
    }

    @Test
    void fiveWorkersAreAskedAtATime() {
        List<String> ids = IntStream.range(0, 12).mapToObj(i -> "i-" + i).toList();
        ids.forEach(id -> {
            run(id);
            cml.set(id, Fault.SLOW);
        });

        CompletableFuture<Void> run = CompletableFuture.runAsync(job::run);
        await().atMost(CmlClients.PATIENCE).until(() -> cml.held() == 5);
        ids.forEach(id -> cml.set(id, Fault.NONE));

        assertThat(run).succeedsWithin(CmlClients.PATIENCE);
        assertThat(cml.mostAtATime()).isEqualTo(5);
        assertThat(ids).allSatisfy(id -> assertThat(ids(id)).containsExactlyInAnyOrderElementsOf(cml.labIds(id)));
    }

    @Test
    void aWorkerWhoseLabsCanNotBeWrittenHurtsNobodyElse() {
        run("i-" + "x".repeat(70), "i-well"); // longer than the column

        job.run();

        assertThat(ids("i-well")).containsExactlyInAnyOrderElementsOf(cml.labIds("i-well"));
        assertThat(registry.get(LabMeters.SILENT).gauge().value()).isEqualTo(1);
    }

    @Test
    void theLabsAreCountedByState() {
        run("i-1", "i-2");

        job.run();

        assertThat(registry.find(LabMeters.LABS).gauges().stream()
                        .mapToDouble(Gauge::value)
                        .sum())
                .isEqualTo(cml.labIds("i-1").size() + cml.labIds("i-2").size());
        assertThat(registry.get(LabMeters.LABS)
                        .tag("state", "DEFINED_ON_CORE")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void withoutAUserNameTheJobIsNotScheduled() {
        assertThat(job.isEnabled()).isTrue();
        assertThat(job(CmlClients.withoutUser(cml)).isEnabled()).isFalse();
    }
}
