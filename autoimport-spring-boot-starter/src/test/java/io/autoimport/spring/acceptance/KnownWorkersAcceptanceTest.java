package io.autoimport.spring.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.jdbc.JdbcWorkerRepository;
import io.autoimport.spring.mongodb.AutoImportMongoAutoConfiguration;
import io.autoimport.spring.mongodb.AutoImportMongoKnownWorkersAutoConfiguration;
import io.autoimport.spring.mongodb.MongoWorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** A fleet of which another system has stored a part already, from the properties on. */
class KnownWorkersAcceptanceTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final SimulatedRegion region = ec2.region("us-east-1");
    private final List<String> fleet = region.launch(region.registerImage("CML-2.7.0-lab"), 5).stream()
            .map(SimulatedInstance::id)
            .toList();
    private final List<String> theirs = fleet.subList(0, 3);
    private final List<String> unknown = fleet.subList(3, 5);
    private final String mongo = TestMongo.emptyDatabase();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private ApplicationContextRunner reading(ApplicationContextRunner host) {
        return host.withConfiguration(AutoConfigurations.of(
                        AutoImportMongoAutoConfiguration.class,
                        AutoImportMongoKnownWorkersAutoConfiguration.class,
                        DataMongoAutoConfiguration.class,
                        MongoAutoConfiguration.class))
                .withBean(Listener.class, Listener::new)
                .withPropertyValues(
                        "spring.mongodb.uri=" + mongo, "auto-import.mongodb.known-workers.collection=cml_workers");
    }

    private ApplicationContextRunner onPostgres() {
        return reading(SimulatedHost.on(ec2, TestDatabases.postgresUrl()));
    }

    private static MongoCollection<Document> collection(ApplicationContext context) {
        return context.getBean(MongoDatabaseFactory.class).getMongoDatabase().getCollection("cml_workers");
    }

    /** As the Python system does: keys of its own, one worker twice, and one that has no instance yet. */
    private void storeTheirs(ApplicationContext context) {
        List<Document> workers = new ArrayList<>();
        theirs.forEach(id -> workers.add(new Document("_id", "worker-of-" + id).append("aws_instance_id", id)));
        workers.add(new Document("_id", "again").append("aws_instance_id", theirs.get(0)));
        workers.add(new Document("_id", "pending"));
        collection(context).insertMany(workers);
    }

    private void leadTwice(ApplicationContextRunner host, Class<? extends WorkerRepository> kind) {
        host.run(context -> {
            storeTheirs(context);
            List<Document> before = collection(context).find().into(new ArrayList<>());
            WorkerRepository repository = context.getBean(WorkerRepository.class);
            assertThat(repository).isInstanceOf(kind);
            AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);

            JobResult first = job.execute();
            assertThat(first.status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(first.totalFound()).isEqualTo(5);
            assertThat(first.importedWorkerIds()).containsExactlyInAnyOrderElementsOf(unknown);
            assertThat(first.totalSkipped()).isEqualTo(3);

            JobResult second = job.execute();
            assertThat(second.totalImported()).isZero();
            assertThat(second.totalSkipped()).isEqualTo(5);
            assertThat(second.totalMissing()).isZero();

            assertThat(repository.findKnown(Set.copyOf(fleet))).containsExactlyInAnyOrderElementsOf(unknown);
            assertThat(context.getBean(Listener.class).imported).containsExactlyInAnyOrderElementsOf(unknown);
            assertThat(collection(context).find()).containsExactlyElementsOf(before);
        });
    }

    @Test
    void whereWorkersAreKeptInARelationalDatabaseOnlyTheUnknownOnesAreImported() {
        leadTwice(onPostgres(), JdbcWorkerRepository.class);
    }

    @Test
    void whereWorkersAreKeptInTheSameMongoDbOnlyTheUnknownOnesAreImported() {
        leadTwice(
                reading(SimulatedHost.on(ec2)).withClassLoader(new FilteredClassLoader("org.springframework.jdbc")),
                MongoWorkerRepository.class);
    }

    @Test
    void aPlanAndAnExplanationSayWhy() {
        onPostgres().run(context -> {
            storeTheirs(context);

            JobResult plan = context.getBean(AutoImportWorkersJob.class).execute(true);
            assertThat(Objects.requireNonNull(plan.plan()).changes(PlannedChange.Action.REJECT))
                    .hasSize(3)
                    .allSatisfy(change -> {
                        assertThat(theirs).contains(change.instanceId());
                        assertThat(change.detail()).isEqualTo("it is registered elsewhere");
                    });

            assertThat(context.getBean(Mediator.class)
                            .send(new ExplainInstanceCommand(
                                    theirs.get(0),
                                    context.getBean(AutoImportSettings.class).sources())))
                    .satisfies(explanation -> {
                        assertThat(explanation.decision()).isEqualTo(Decision.REGISTERED_ELSEWHERE);
                        assertThat(explanation.summary()).startsWith("registered elsewhere");
                    });
        });
    }

    @Test
    void whatTheOtherSystemForgetsIsImportedByTheNextRun() {
        onPostgres().run(context -> {
            storeTheirs(context);
            AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
            job.execute();

            collection(context).deleteMany(new Document("aws_instance_id", theirs.get(1)));

            assertThat(job.execute().importedWorkerIds()).containsExactly(theirs.get(1));
        });
    }

    @Test
    void anEmptyCollectionIsTakenForAMisspeltOneUnlessItMayBeEmpty() {
        onPostgres().run(context -> {
            JobResult result = context.getBean(AutoImportWorkersJob.class).execute();

            assertThat(result.status()).isEqualTo(JobStatus.FAILED);
            assertThat(result.totalFailed()).isEqualTo(5);
            assertThat(result.reason())
                    .contains("REPOSITORY")
                    .contains("auto-import.mongodb.known-workers.allow-empty=true");
        });
        onPostgres()
                .withPropertyValues("auto-import.mongodb.known-workers.allow-empty=true")
                .run(context -> assertThat(context.getBean(AutoImportWorkersJob.class)
                                .execute()
                                .importedWorkerIds())
                        .containsExactlyInAnyOrderElementsOf(fleet));
    }

    @Test
    void whileTheCollectionCannotBeReadNothingIsImported() {
        try (TestMongo failing = TestMongo.start()) {
            onPostgres()
                    .withPropertyValues("spring.mongodb.uri=" + failing.uri("cml"))
                    .run(context -> {
                        failing.stop();

                        JobResult result =
                                context.getBean(AutoImportWorkersJob.class).execute();

                        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
                        assertThat(result.totalFailed()).isEqualTo(5);
                        assertThat(result.targets().get(0).failure()).satisfies(failure -> {
                            assertThat(failure.cause()).isEqualTo(FailureCause.REPOSITORY);
                            assertThat(failure.message())
                                    .contains("known workers in the MongoDB collection 'cml_workers' can't be read");
                        });
                        assertThat(context.getBean(WorkerRepository.class).findKnown(Set.copyOf(fleet)))
                                .isEmpty();
                    });
        }
    }

    static class Listener {

        private final List<String> imported = new CopyOnWriteArrayList<>();

        @EventListener
        void on(WorkerImported event) {
            imported.add(event.worker().instanceId());
        }
    }
}
