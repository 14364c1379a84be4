package io.autoimport.spring.mongodb;

import com.mongodb.client.MongoClient;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.jobs.ConditionalOnJobStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Due times and results of recurrent jobs in the host's MongoDB, where the host has no relational database. */
@AutoConfiguration(
        afterName = {
            "io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration"
        })
@ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
@ConditionalOnSingleCandidate(MongoDatabaseFactory.class)
@ConditionalOnJobStore(Store.MONGODB)
@EnableConfigurationProperties(AutoImportJobsProperties.class)
public final class AutoImportMongoJobStoreAutoConfiguration {

    /** For Spring. */
    public AutoImportMongoJobStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobStore.class)
    MongoJobStore autoImportMongoJobStore(MongoDatabaseFactory databases, AutoImportJobsProperties properties) {
        properties.confirm(Store.MONGODB);
        return new MongoJobStore(new ServerCollections(databases));
    }
}
