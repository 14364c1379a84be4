package io.autoimport.spring.mongodb;

import com.mongodb.client.MongoClient;
import io.autoimport.core.spi.WorkerRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Workers in the host's MongoDB, unless they are kept in a relational database of the host, or the host has a
 * {@link WorkerRepository} of its own.
 */
@AutoConfiguration(
        afterName = {
            "io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration"
        })
@ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
@ConditionalOnSingleCandidate(MongoDatabaseFactory.class)
public final class AutoImportMongoAutoConfiguration {

    /** For Spring. */
    public AutoImportMongoAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(WorkerRepository.class)
    MongoWorkerRepository autoImportMongoWorkerRepository(MongoDatabaseFactory databases) {
        return new MongoWorkerRepository(databases);
    }
}
