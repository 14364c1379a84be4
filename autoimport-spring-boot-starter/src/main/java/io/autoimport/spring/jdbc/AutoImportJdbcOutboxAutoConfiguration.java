package io.autoimport.spring.jdbc;

import io.autoimport.spring.outbox.ConditionalOnSink;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.properties.AutoImportCloudEventsProperties;
import io.autoimport.spring.properties.AutoImportWorkersProperties;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
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

/** The outbox in the host's database, where events are to be sent to a sink. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({JdbcTemplate.class, PropertiesBasedDataSourceScriptDatabaseInitializer.class})
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnSink
@EnableConfigurationProperties({
    AutoImportJdbcProperties.class,
    AutoImportCloudEventsProperties.class,
    AutoImportWorkersProperties.class
})
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SchemaScriptHints.class)
public final class AutoImportJdbcOutboxAutoConfiguration {

    static final String TABLE = "optional:classpath:io/autoimport/spring/jdbc/schema-outbox-@@platform@@.sql";

    private static final String MAX_SIZE = AutoImportCloudEventsProperties.PREFIX + ".outbox.max-size";

    /** For Spring. */
    public AutoImportJdbcOutboxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(Outbox.class)
    @DependsOnDatabaseInitialization
    JdbcOutbox autoImportJdbcOutbox(
            DataSource dataSource,
            AutoImportJdbcProperties jdbc,
            AutoImportCloudEventsProperties properties,
            AutoImportWorkersProperties workers) {
        int maxSize = properties.outbox().maxSize();
        if (maxSize < 1) {
            throw new InvalidAutoImportPropertyException(
                    MAX_SIZE, maxSize, "it must be at least 1", "Set it to 1 or more, or remove it.");
        }
        DatabaseSchema schema = new DatabaseSchema(
                "The table of the outbox", new UnboundDataSource(dataSource), jdbc.withSchema(TABLE));
        schema.prepareAtStart(workers.enabled());
        return new JdbcOutbox(dataSource, schema, maxSize, MAX_SIZE);
    }
}
