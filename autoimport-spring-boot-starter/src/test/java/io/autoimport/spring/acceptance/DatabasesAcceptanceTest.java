package io.autoimport.spring.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.spring.jdbc.JdbcWorkerRepository;
import io.autoimport.spring.mongodb.AutoImportMongoAutoConfiguration;
import io.autoimport.spring.mongodb.MongoWorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each kind of database, from the properties on: workers are imported, updated, marked missing and restored. */
class DatabasesAcceptanceTest {

    private static final int FLEET = 1_200;

    private final ManualClock clock = new ManualClock();
    private final Ec2Simulator ec2 = Ec2Simulator.builder().clock(clock).start();
    private final SimulatedRegion region = ec2.region("us-east-1");
    private final SimulatedImage image = region.registerImage("CML-2.7.0-lab");
    private final List<SimulatedInstance> fleet = region.launch(image, FLEET);

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void mariaDb() {
        lead(SimulatedHost.on(ec2, TestDatabases.mariaDbUrl()), JdbcWorkerRepository.class);
    }

    @Test
    void mongoDb() {
        lead(
                SimulatedHost.on(ec2)
                        .withConfiguration(AutoConfigurations.of(
                                AutoImportMongoAutoConfiguration.class,
                                DataMongoAutoConfiguration.class,
                                MongoAutoConfiguration.class))
                        .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                        .withPropertyValues("spring.mongodb.uri=" + TestMongo.emptyDatabase()),
                MongoWorkerRepository.class);
    }

    private void lead(ApplicationContextRunner host, Class<? extends ReconcilableWorkerRepository> kind) {
        Set<String> all = fleet.stream().map(SimulatedInstance::id).collect(Collectors.toSet());
        host.withPropertyValues(
                        "auto-import.workers.reconcile.missing=mark", "auto-import.workers.reconcile.missing-after=1")
                .run(context -> {
                    AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
                    ReconcilableWorkerRepository repository = context.getBean(ReconcilableWorkerRepository.class);
                    assertThat(repository).isInstanceOf(kind);

                    assertThat(job.execute().importedWorkerIds()).containsExactlyInAnyOrderElementsOf(all);
                    JobResult again = job.execute();
                    assertThat(again.totalSkipped()).isEqualTo(FLEET);
                    assertThat(again.totalImported()).isZero();

                    region.tag(fleet.get(0).id(), "Name", "Überwachung 監視 🛰️");
                    assertThat(job.execute().totalUpdated()).isEqualTo(1);
                    assertThat(repository.findRecords(Set.of(fleet.get(0).id())).values())
                            .singleElement()
                            .satisfies(record -> assertThat(
                                            record.orElseThrow().worker().name())
                                    .isEqualTo("Überwachung 監視 🛰️"));

                    fleet.subList(0, 5).forEach(instance -> region.terminate(instance.id()));
                    clock.advance(Duration.ofHours(2));
                    assertThat(job.execute().totalMissing()).isEqualTo(5);
                });
    }
}
