package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestMongo;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class AutoImportMongoKnownWorkersAutoConfigurationTest {

    private static final String PREFIX = "auto-import.mongodb.known-workers.";

    private final ApplicationContextRunner withoutMongo = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AutoImportMongoKnownWorkersAutoConfiguration.class));

    private final ApplicationContextRunner host = withoutMongo
            .withConfiguration(AutoConfigurations.of(DataMongoAutoConfiguration.class, MongoAutoConfiguration.class))
            .withPropertyValues("spring.mongodb.uri=" + TestMongo.uri(FreePort.find(), "nowhere"));

    private static void store(
            AssertableApplicationContext context, String database, String collection, Document worker) {
        context.getBean(MongoDatabaseFactory.class)
                .getMongoDatabase(database)
                .getCollection(collection)
                .insertOne(worker);
    }

    @Test
    void unlessACollectionIsNamedNothingIsKnown() {
        host.run(context -> assertThat(context).doesNotHaveBean(KnownInstances.class));
    }

    @Test
    void theServerNeedNotBeUpAtStart() {
        host.withPropertyValues(PREFIX + "collection=cml_workers")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(KnownInstances.class)
                        .isInstanceOf(MongoKnownInstances.class)
                        .returns(
                                "MongoDB collection 'nowhere.cml_workers' (field: aws_instance_id)",
                                KnownInstances::describe));
    }

    @Test
    void theCollectionIsReadByThePythonSystemsField() {
        host.withPropertyValues("spring.mongodb.uri=" + TestMongo.emptyDatabase(), PREFIX + "collection=cml_workers")
                .run(context -> {
                    String own = context.getBean(MongoDatabaseFactory.class)
                            .getMongoDatabase()
                            .getName();
                    store(context, own, "cml_workers", new Document("aws_instance_id", "i-1"));

                    assertThat(context.getBean(KnownInstances.class).findKnown(Set.of("i-1", "i-2")))
                            .containsExactly("i-1");
                });
    }

    @Test
    void fieldAndDatabaseCanBeOthers() {
        host.withPropertyValues(
                        "spring.mongodb.uri=" + TestMongo.emptyDatabase(),
                        PREFIX + "collection=workers",
                        PREFIX + "database=known_workers_elsewhere",
                        PREFIX + "field=ec2.id")
                .run(context -> {
                    Document worker = new Document("ec2", new Document("id", "i-1"));
                    store(context, "known_workers_elsewhere", "workers", worker);

                    KnownInstances known = context.getBean(KnownInstances.class);
                    assertThat(known.findKnown(Set.of("i-1", "i-2"))).containsExactly("i-1");
                    assertThat(known.describe())
                            .isEqualTo("MongoDB collection 'known_workers_elsewhere.workers' (field: ec2.id)");
                });
    }

    @Test
    void anEnvironmentVariableWillDo() {
        host.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of("AUTO_IMPORT_MONGODB_KNOWN_WORKERS_COLLECTION", "cml_workers"))))
                .run(context -> {
                    assertThat(context).hasSingleBean(MongoKnownInstances.class);
                    assertThat(context.getBean(AutoImportMongoKnownWorkersProperties.class)
                                    .collection())
                            .isEqualTo("cml_workers");
                });
    }

    @Test
    void whatTheHostItselfKnowsCountsBeside() {
        host.withPropertyValues(PREFIX + "collection=cml_workers")
                .withBean("own", KnownInstances.class, () -> instanceIds -> Set.of())
                .run(context -> assertThat(context.getBeansOfType(KnownInstances.class))
                        .containsOnlyKeys("own", "autoImportMongoKnownInstances"));
    }

    @Test
    void aReaderOfTheHostsOwnWins() throws Exception {
        SimpleMongoClientDatabaseFactory other =
                new SimpleMongoClientDatabaseFactory(TestMongo.uri(FreePort.find(), "other"));
        MongoKnownInstances own = new MongoKnownInstances(other, "cml_workers", "id");

        withoutMongo
                .withPropertyValues(PREFIX + "collection=cml_workers")
                .withBean(MongoKnownInstances.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(KnownInstances.class).isSameAs(own));
        other.destroy();
    }

    /** As docs/extending.md says. */
    @Configuration(proxyBeanMethods = false)
    static class OtherRegistries {

        @Bean(defaultCandidate = false)
        SimpleMongoClientDatabaseFactory pythonDatabase(@Value("${python.mongodb.uri}") String uri) {
            return new SimpleMongoClientDatabaseFactory(uri);
        }

        @Bean
        MongoKnownInstances pythonWorkers(
                @Qualifier("pythonDatabase") SimpleMongoClientDatabaseFactory pythonDatabase) {
            return new MongoKnownInstances(pythonDatabase, "cml_workers", "aws_instance_id");
        }
    }

    @Test
    void aMongoDbBesideTheHostsOwnIsReadByABeanOfTheHosts() {
        host.withPropertyValues("python.mongodb.uri=" + TestMongo.emptyDatabase())
                .withUserConfiguration(OtherRegistries.class)
                .run(context -> {
                    context.getBean("pythonDatabase", MongoDatabaseFactory.class)
                            .getMongoDatabase()
                            .getCollection("cml_workers")
                            .insertOne(new Document("aws_instance_id", "i-1"));

                    assertThat(context.getBean(KnownInstances.class).findKnown(Set.of("i-1", "i-2")))
                            .containsExactly("i-1");
                    assertThat(context.getBean(MongoDatabaseFactory.class))
                            .as("Spring Boot's own")
                            .isNotSameAs(context.getBean("pythonDatabase"));
                });
    }

    private static void assertRefused(AssertableApplicationContext context, String key, String reason, String cure) {
        assertThat(context).hasFailed();
        assertThat(context.getStartupFailure())
                .isInstanceOfSatisfying(InvalidAutoImportPropertyException.class, refusal -> {
                    assertThat(refusal.property()).isEqualTo(PREFIX + key);
                    assertThat(refusal.reason()).contains(reason);
                    assertThat(refusal.cure()).contains(cure);
                });
    }

    @Test
    void withoutAMongoDbTheStartFailsAndSaysWhatToDo() {
        withoutMongo.withPropertyValues(PREFIX + "collection=cml_workers").run(context -> {
            assertRefused(
                    context,
                    "collection",
                    "no single or primary MongoDatabaseFactory bean",
                    "spring-boot-starter-data-mongodb");
            assertThat(context.getStartupFailure()).hasMessageContaining("'cml_workers'");
        });
    }

    @Test
    void withoutTheClassesOfMongoDbTheStartFailsInTheSameWay() {
        for (Class<?> missing : Set.of(MongoClient.class, MongoDatabaseFactory.class)) {
            host.withPropertyValues(PREFIX + "collection=cml_workers")
                    .withClassLoader(new FilteredClassLoader(missing))
                    .run(context -> assertRefused(
                            context,
                            "collection",
                            "no single or primary MongoDatabaseFactory bean",
                            "spring-boot-starter-data-mongodb"));
        }
    }

    @Test
    void withoutTheClassesOfMongoDbNobodyNoticesWhoNamesNoCollection() {
        host.withClassLoader(new FilteredClassLoader("com.mongodb", "org.springframework.data.mongodb"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KnownInstances.class));
    }

    @Test
    void blankNamesAreRefused() {
        host.withPropertyValues(PREFIX + "collection= ")
                .run(context -> assertRefused(context, "collection", "must not be blank", "name of the collection"));
        host.withPropertyValues(PREFIX + "collection=cml_workers", PREFIX + "field= ")
                .run(context -> assertRefused(context, "field", "must not be blank", "name of the field"));
    }
}
