package io.autoimport.spring.jdbc;

import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Store;
import io.autoimport.spring.jobs.ConditionalOnJobStore;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.JdbcTemplate;

/** The job store in the host's database. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({JdbcTemplate.class, PropertiesBasedDataSourceScriptDatabaseInitializer.class})
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnJobStore(Store.JDBC)
@EnableConfigurationProperties({
    AutoImportJdbcProperties.class,
    AutoImportJobsProperties.class,
    AutoImportWorkersProperties.class
})
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SchemaScriptHints.class)
public final class AutoImportJdbcJobStoreAutoConfiguration {

    static final String TABLES = "optional:classpath:io/autoimport/spring/jdbc/schema-jobs-@@platform@@.sql";

    /** For Spring. */
    public AutoImportJdbcJobStoreAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobStore.class)
    @DependsOnDatabaseInitialization
    JdbcJobStore autoImportJdbcJobStore(
            DataSource dataSource,
            AutoImportJdbcProperties properties,
            AutoImportWorkersProperties workers,
            AutoImportJobsProperties jobs) {
        jobs.confirm(Store.JDBC);
        DataSource unbound = new UnboundDataSource(dataSource);
        DatabaseSchema schema =
                new DatabaseSchema("The tables of the job store", unbound, properties.withSchema(TABLES));
        schema.prepareAtStart(workers.enabled());
        return new JdbcJobStore(unbound, schema);
    }
}
