package io.autoimport.spring.jdbc;

import io.autoimport.spring.jobs.AutoImportJobsProperties;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.lock.ShedLockJobLock;
import java.util.UUID;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lock that belongs to the job store in the host's database, by the clock of that database. */
@AutoConfiguration(after = {AutoImportJdbcJobStoreAutoConfiguration.class, AutoImportLockAutoConfiguration.class})
@ConditionalOnClass(JdbcTemplateLockProvider.class)
@ConditionalOnBean(JdbcJobStore.class)
public final class AutoImportJdbcJobLockAutoConfiguration {

    private static final String TABLE = "auto_import_lock";

    /** For Spring. */
    public AutoImportJdbcJobLockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobLock.class)
    ShedLockJobLock autoImportJdbcJobLock(DataSource dataSource, AutoImportJobsProperties properties) {
        JdbcTemplateLockProvider provider =
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(new UnboundDataSource(dataSource)))
                        .withTableName(TABLE)
                        .withLockedByValue(UUID.randomUUID().toString())
                        .usingDbTime()
                        .build());
        return new ShedLockJobLock(provider, properties.lockLease());
    }
}
