package io.autoimport.spring.acceptance;

import static io.autoimport.test.assertions.AutoImportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.spring.support.CountingDataSource;
import io.autoimport.spring.support.OtherTransactionManager;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** A host application with a database, the real AWS SDK, and an EC2 on the real protocol. */
class ImportAcceptanceTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private ApplicationContextRunner hostOnPostgres() {
        return SimulatedHost.on(ec2, TestDatabases.postgresUrl());
    }

    private static JobResult runJob(ApplicationContext context) {
        return context.getBean(AutoImportWorkersJob.class).execute(false);
    }

    private static Set<String> registered(ApplicationContext context) {
        return new HashSet<>(new JdbcTemplate(context.getBean(DataSource.class))
                .queryForList("SELECT instance_id FROM auto_import_worker", String.class));
    }

    private static String[] idsOf(List<SimulatedInstance> instances) {
        return instances.stream().map(SimulatedInstance::id).toArray(String[]::new);
    }

    @Test
    void exactlyTheLivingInstancesOfTheOwnersMatchingAmisAreImportedAndOnlyOnce() {
        SimulatedRegion region = ec2.region("us-west-2");
        SimulatedImage matching = region.registerImage("CML-2.7.0-a");
        List<SimulatedInstance> expected = region.launch(matching, 3);
        region.launch(matching, 1, launch -> launch.state(InstanceState.TERMINATED));
        region.launch(region.registerImage("XCML-2.7.0-a"));
        region.launch(region.registerImage("cml-2.7.0-a"));
        region.launch(region.registerImage(
                "CML-2.7.0-b", image -> image.ownerId("999999999999").publiclyShared()));
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"));

        hostOnPostgres()
                .withPropertyValues("auto-import.workers.region=us-west-2")
                .run(context -> {
                    JobResult first = runJob(context);

                    assertThat(first).isSuccess().hasImported(3);
                    assertThat(registered(context)).containsExactlyInAnyOrder(idsOf(expected));

                    for (int run = 2; run <= 100; run++) {
                        assertThat(runJob(context)).hasImported(0).hasSkipped(3);
                    }
                    assertThat(registered(context)).hasSize(3);
                });
    }

    @Test
    void whatIsLaunchedLaterComesWithTheNextRun() {
        SimulatedRegion region = ec2.region("us-east-1");
        SimulatedImage image = region.registerImage("CML-2.7.0-a");

        hostOnPostgres().run(context -> {
            assertThat(runJob(context)).isSuccess().hasFound(0).hasOnlyWarningContaining("no instance matches");

            SimulatedInstance launched = region.launch(image);

            assertThat(runJob(context)).hasImportedExactly(launched.id());
        });
    }

    @Test
    void noMatchingAmiMeansNoQuestionForInstances() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("other"), 5);

        hostOnPostgres().run(context -> {
            assertThat(runJob(context)).isSuccess().hasFound(0).hasOnlyWarningContaining("no AMI matches");
            assertThat(ec2.requests("DescribeInstances")).isEmpty();
        });
    }

    @Test
    void of2500InstancesOf300AmisEachIsFoundOnceWithinTheLimitsOfEc2AndTwoStatementsAPage() {
        SimulatedRegion region = ec2.region("us-east-1");
        int instances = 0;
        for (int i = 0; i < 300; i++) {
            int count = i < 100 ? 9 : 8;
            region.launch(region.registerImage("CML-2.7.0-" + i), count);
            instances += count;
        }
        assertThat(instances).isEqualTo(2500);

        hostOnPostgres()
                .withBean(CountingDataSourcePostProcessor.class, CountingDataSourcePostProcessor::new)
                .run(context -> {
                    CountingDataSource dataSource = context.getBean(CountingDataSource.class);
                    dataSource.clear();

                    JobResult result = runJob(context);

                    assertThat(result.totalFound()).isEqualTo(2500);
                    assertThat(result.totalImported()).isEqualTo(2500);
                    assertThat(registered(context)).hasSize(2500);
                    List<RecordedRequest> scans = ec2.requests("DescribeInstances");
                    assertThat(scans).isNotEmpty().allSatisfy(request -> {
                        assertThat(request.filterValueCount()).isBetween(1L, 200L);
                        assertThat(request.parameters()).containsEntry("MaxResults", "1000");
                    });
                    assertThat(ec2.requests("DescribeImages")).allSatisfy(request -> {
                        assertThat(request.parameters())
                                .containsKey("MaxResults")
                                .containsKey("Owner.1");
                        assertThat(request.filterValueCount()).isBetween(1L, 200L);
                    });
                    assertThat(result.apiCalls()).isEqualTo(ec2.requestCount());
                    assertThat(pageStatements(dataSource)).hasSizeBetween(1, 2 * scans.size());
                    assertThat(listings(dataSource)).hasSize(4);

                    dataSource.clear();
                    ec2.clearRequests();
                    assertThat(runJob(context).totalSkipped()).isEqualTo(2500);
                    assertThat(listings(dataSource)).hasSize(4);
                    assertThat(pageStatements(dataSource))
                            .hasSizeBetween(1, ec2.requests("DescribeInstances").size())
                            .allSatisfy(sql -> assertThat(sql).startsWith("SELECT"));
                });
    }

    private static List<String> pageStatements(CountingDataSource dataSource) {
        return dataSource.statements().stream()
                .filter(sql -> sql.contains("auto_import_worker") && !isListing(sql))
                .toList();
    }

    /** What it takes to see whether a worker is missing: three pages of ids, and the end. */
    private static List<String> listings(CountingDataSource dataSource) {
        return dataSource.statements().stream()
                .filter(ImportAcceptanceTest::isListing)
                .toList();
    }

    private static boolean isListing(String sql) {
        return sql.contains("ORDER BY instance_id LIMIT");
    }

    @Test
    void twoApplicationsOnOneDatabaseAtTheSameMomentImportEachOf1000InstancesOnce() throws Exception {
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 1000);
        String database = TestDatabases.postgresUrl();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        CyclicBarrier sameMoment = new CyclicBarrier(2);
        try {
            List<Future<JobResult>> runs = new CopyOnWriteArrayList<>();
            Set<String> rows = new HashSet<>();
            SimulatedHost.on(ec2, database)
                    .run(one -> SimulatedHost.on(ec2, database).run(other -> {
                        for (ApplicationContext context : List.of(one, other)) {
                            runs.add(executor.submit(() -> {
                                sameMoment.await();
                                return runJob(context);
                            }));
                        }
                        for (Future<JobResult> run : runs) {
                            assertThat(run.get().status()).isEqualTo(JobStatus.SUCCESS);
                        }
                        rows.addAll(registered(one));
                    }));

            assertThat(rows).hasSize(1000);
            assertThat(runs.get(0).get().totalImported() + runs.get(1).get().totalImported())
                    .isEqualTo(1000);
            assertThat(Stream.of(runs.get(0).get(), runs.get(1).get())
                            .flatMap(result -> result.importedWorkerIds().stream()))
                    .containsExactlyInAnyOrderElementsOf(rows);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void oneDeniedRegionOfThreeDoesNotKeepTheOthersFromBeingImported() {
        for (String name : List.of("us-east-1", "eu-west-1", "ap-south-1")) {
            SimulatedRegion region = ec2.region(name);
            region.launch(region.registerImage("CML-2.7.0-a"), 2);
        }
        ec2.faults().deny("eu-west-1");

        hostOnPostgres()
                .withPropertyValues("auto-import.workers.regions=us-east-1,eu-west-1,ap-south-1")
                .run(context -> {
                    JobResult result = runJob(context);

                    assertThat(result).isPartial().hasImported(4);
                    assertThat(registered(context)).hasSize(4);
                    assertThat(result)
                            .target("default", "eu-west-1")
                            .isFailed()
                            .hasFailedWith(FailureCause.PERMISSION, "UnauthorizedOperation");
                    String requestId = result.targets().get(1).failure().requestId();
                    assertThat(requestId).isNotBlank();
                    assertThat(result).hasReasonContaining("eu-west-1", "UnauthorizedOperation", requestId);
                });
    }

    @Test
    void eachImportIsAnApplicationEventOfTheSameTransaction() {
        importUnderAListenerThatRefuses(hostOnPostgres());
    }

    @Test
    void aTransactionManagerOfSomethingElseLeavesNoWorkerWithoutItsEvent() {
        importUnderAListenerThatRefuses(
                hostOnPostgres().withBean(PlatformTransactionManager.class, OtherTransactionManager::new));
    }

    private void importUnderAListenerThatRefuses(ApplicationContextRunner host) {
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), 3);

        host.withBean(Listener.class, Listener::new).run(context -> {
            Listener listener = context.getBean(Listener.class);
            listener.refusing = true;

            JobResult refused = runJob(context);
            assertThat(refused).isFailed().hasFailed(3);
            assertThat(refused).target("default", "us-east-1").hasFailedWith(FailureCause.EVENTS);
            assertThat(registered(context)).isEmpty();

            listener.refusing = false;
            listener.seen.clear();
            JobResult accepted = runJob(context);
            assertThat(listener.seen).containsExactlyInAnyOrderElementsOf(accepted.importedWorkerIds());
            assertThat(registered(context)).hasSize(3);
        });
    }

    static class Listener {

        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile boolean refusing;

        @EventListener
        void on(WorkerImported event) {
            if (refusing && seen.size() == 1) {
                throw new IllegalStateException("no more");
            }
            seen.add(event.worker().instanceId());
        }
    }

    /** Puts a counter before the host's DataSource. */
    static class CountingDataSourcePostProcessor implements org.springframework.beans.factory.config.BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource dataSource ? new CountingDataSource(dataSource) : bean;
        }
    }
}
