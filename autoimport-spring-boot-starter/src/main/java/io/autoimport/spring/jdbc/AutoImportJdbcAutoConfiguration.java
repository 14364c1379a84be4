package io.autoimport.spring.jdbc;

import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.transaction.AutoImportTransactionAutoConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Workers in the host's database, unless the host has a {@link WorkerRepository} of its own. While the job is disabled,
 * the database is left alone until a manual import needs it, unless the table is asked for with {@code always}.
 */
@AutoConfiguration(
        before = AutoImportTransactionAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnClass({JdbcTemplate.class, PropertiesBasedDataSourceScriptDatabaseInitializer.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties({AutoImportJdbcProperties.class, AutoImportWorkersProperties.class})
@ConditionalOnMissingBean(WorkerRepository.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SchemaScriptHints.class)
public final class AutoImportJdbcAutoConfiguration {

    /** For Spring. */
    public AutoImportJdbcAutoConfiguration() {}

    @Bean
    @DependsOnDatabaseInitialization
    JdbcWorkerRepository autoImportJdbcWorkerRepository(
            DataSource dataSource, AutoImportJdbcProperties properties, AutoImportWorkersProperties workers) {
        DatabaseSchema schema =
                new DatabaseSchema("The table of the workers", new UnboundDataSource(dataSource), properties);
        schema.prepareAtStart(workers.enabled());
        return new JdbcWorkerRepository(new JdbcTemplate(dataSource), schema::prepare);
    }

    /**
     * Where the host has no transaction manager, several and none for all, or one of something else: the page's inserts and
     * their events are one transaction all the same, and are committed even where the connections of the pool don't commit
     * by themselves.
     */
    @Bean
    @ConditionalOnMissingBean(UnitOfWork.class)
    JdbcUnitOfWork autoImportJdbcUnitOfWork(
            DataSource dataSource, ObjectProvider<PlatformTransactionManager> transactionManager) {
        return new JdbcUnitOfWork(dataSource, transactionManager.getIfUnique());
    }
}
