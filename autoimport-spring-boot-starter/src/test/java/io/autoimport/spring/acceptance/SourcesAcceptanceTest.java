package io.autoimport.spring.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.TargetResult;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several sources in one application, by properties alone. */
class SourcesAcceptanceTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    /** The flat properties only serve to be inherited. */
    private ApplicationContextRunner hostWithSources(String... properties) {
        return SimulatedHost.on(ec2, TestDatabases.postgresUrl())
                .withPropertyValues("auto-import.workers.sources.default.enabled=false")
                .withPropertyValues(Stream.of(properties)
                        .map(property -> "auto-import.workers.sources." + property)
                        .toArray(String[]::new));
    }

    private static JobResult runJob(ApplicationContext context) {
        return context.getBean(AutoImportWorkersJob.class).execute(false);
    }

    /** The source of each registered worker, by instance id. */
    private static Map<String, String> registered(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                        .query(
                                "SELECT instance_id, source FROM auto_import_worker",
                                (row, number) -> Map.entry(row.getString("instance_id"), row.getString("source")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void twoRegionsWithAPatternEachAreSearchedByOneApplication() {
        SimulatedRegion east = ec2.region("us-east-1");
        SimulatedRegion west = ec2.region("eu-west-1");
        SimulatedInstance lab = east.launch(east.registerImage("CML-2.7.0-a"));
        SimulatedInstance router = west.launch(west.registerImage("Router-1"));
        east.launch(east.registerImage("Router-1"));
        west.launch(west.registerImage("CML-2.7.0-a"));

        hostWithSources(
                        "labs.region=us-east-1",
                        "labs.ami-name=CML-2.7.0-*",
                        "routers.region=eu-west-1",
                        "routers.ami-name=Router-*")
                .run(context -> {
                    JobResult result = runJob(context);

                    assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
                    assertThat(result.targets())
                            .extracting(
                                    TargetResult::source,
                                    TargetResult::region,
                                    target -> target.counts().imported())
                            .containsExactly(tuple("labs", "us-east-1", 1L), tuple("routers", "eu-west-1", 1L));
                    assertThat(registered(context)).isEqualTo(Map.of(lab.id(), "labs", router.id(), "routers"));
                });
    }

    @Test
    void whatSeveralSourcesFindIsRegisteredOnceByTheFirstByName() {
        SimulatedRegion region = ec2.region("us-east-1");
        List<SimulatedInstance> both = region.launch(region.registerImage("CML-2.7.0-a"), 3);
        SimulatedInstance wideOnly = region.launch(region.registerImage("CML-2.8.0-a"));

        hostWithSources("b-wide.ami-name=CML-*", "a-narrow.ami-name=CML-2.7.0-*")
                .run(context -> {
                    JobResult result = runJob(context);

                    assertThat(result.targets())
                            .extracting(TargetResult::source, TargetResult::counts)
                            .containsExactly(
                                    tuple("a-narrow", ImportCounts.of(3, 0, 0)),
                                    tuple("b-wide", ImportCounts.of(1, 3, 0)));
                    Map<String, String> registered = registered(context);
                    assertThat(registered).hasSize(4).containsEntry(wideOnly.id(), "b-wide");
                    assertThat(both)
                            .allSatisfy(instance -> assertThat(registered).containsEntry(instance.id(), "a-narrow"));
                });
    }

    @Test
    void thePlanSaysOfWhatSeveralSourcesFindThatTheFirstByNameImportsIt() {
        SimulatedRegion region = ec2.region("us-east-1");
        SimulatedInstance instance = region.launch(region.registerImage("CML-2.7.0-a"));

        hostWithSources("b-wide.ami-name=CML-*", "a-narrow.ami-name=CML-2.7.0-*")
                .run(context -> {
                    JobResult planned =
                            context.getBean(AutoImportWorkersJob.class).execute(true);

                    assertThat(planned.plan()).isNotNull();
                    assertThat(planned.plan().changes(PlannedChange.Action.IMPORT))
                            .extracting(PlannedChange::source, PlannedChange::instanceId)
                            .containsExactly(tuple("a-narrow", instance.id()));
                    assertThat(registered(context)).isEmpty();
                });
    }

    @Test
    void aSourceThatFailsKeepsNoOtherFromItsWorkers() {
        SimulatedRegion east = ec2.region("us-east-1");
        SimulatedInstance instance = east.launch(east.registerImage("CML-2.7.0-a"));
        ec2.faults().deny("eu-west-1");

        hostWithSources("labs.region=us-east-1", "routers.region=eu-west-1").run(context -> {
            JobResult result = runJob(context);

            assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
            assertThat(result.reason()).contains("routers/eu-west-1", "UnauthorizedOperation");
            assertThat(registered(context)).isEqualTo(Map.of(instance.id(), "labs"));
        });
    }

    @Test
    void tagsOfASourceOfItsOwnAreAskedForBesideThoseOfAll() {
        SimulatedRegion region = ec2.region("us-east-1");
        SimulatedInstance lab = region.launch(
                        region.registerImage("CML-2.7.0-a"),
                        1,
                        launch -> launch.tag("Team", "green").tag("Stage", "lab"))
                .get(0);
        region.launch(region.registerImage("CML-2.7.0-b"), 1, launch -> launch.tag("Stage", "lab"));

        hostWithSources("labs.tags.Stage=lab")
                .withPropertyValues("auto-import.workers.tags.Team=green")
                .run(context -> {
                    assertThat(runJob(context).importedWorkerIds()).containsExactly(lab.id());
                    assertThat(registered(context)).isEqualTo(Map.of(lab.id(), "labs"));
                });
    }
}
