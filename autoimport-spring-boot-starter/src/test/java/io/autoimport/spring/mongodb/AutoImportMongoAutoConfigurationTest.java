package io.autoimport.spring.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration;
import io.autoimport.spring.jdbc.JdbcWorkerRepository;
import io.autoimport.spring.support.FreePort;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestMongo;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.MongoDatabaseFactory;

class AutoImportMongoAutoConfigurationTest {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportMongoAutoConfiguration.class,
                    AutoImportJdbcAutoConfiguration.class,
                    DataMongoAutoConfiguration.class,
                    MongoAutoConfiguration.class))
            .withPropertyValues("spring.mongodb.uri=" + TestMongo.uri(FreePort.find(), "nowhere"));

    @Test
    void workersAreKeptInTheHostsMongoDbWhichNeedNotBeUpAtStart() {
        host.run(context ->
                assertThat(context).getBean(WorkerRepository.class).isInstanceOf(MongoWorkerRepository.class));
    }

    @Test
    void aRelationalDatabaseWins() {
        host.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + TestDatabases.h2Url(), "spring.datasource.username=sa")
                .run(context ->
                        assertThat(context).getBean(WorkerRepository.class).isInstanceOf(JdbcWorkerRepository.class));
    }

    @Test
    void aRepositoryOfTheHostsOwnWins() {
        WorkerRepository own = new InMemoryWorkerRepository();

        host.withBean(WorkerRepository.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(WorkerRepository.class).isSameAs(own));
    }

    @Test
    void withoutMongoDbNobodyNotices() {
        host.withClassLoader(new FilteredClassLoader(MongoDatabaseFactory.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkerRepository.class));
    }
}
