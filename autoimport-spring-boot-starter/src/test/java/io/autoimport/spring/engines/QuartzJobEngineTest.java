package io.autoimport.spring.engines;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

class QuartzJobEngineTest extends JobEngineContract {

    private final EngineDatabase database =
            EngineDatabase.of(new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_postgres.sql"));

    @Override
    ApplicationContextRunner host() {
        return database.host()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceTransactionManagerAutoConfiguration.class,
                        QuartzAutoConfiguration.class,
                        AutoImportJobsAutoConfiguration.class,
                        AutoImportQuartzAutoConfiguration.class))
                .withPropertyValues(
                        "spring.quartz.job-store-type=jdbc",
                        "spring.quartz.jdbc.initialize-schema=never",
                        "spring.quartz.properties.org.quartz.scheduler.instanceId=AUTO",
                        "spring.quartz.properties.org.quartz.scheduler.idleWaitTime=1000",
                        "spring.quartz.properties.org.quartz.jobStore.isClustered=true",
                        "spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                                + "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    }

    @Override
    Instant dueTime(String job) {
        return Instant.ofEpochMilli(database.sql()
                .queryForObject("select next_fire_time from qrtz_triggers where trigger_name = ?", Long.class, job));
    }

    @Override
    Collection<String> jobsInStore() {
        return database.sql()
                .queryForList(
                        "select job_name from qrtz_job_details union select trigger_name from qrtz_triggers",
                        String.class);
    }

    @Override
    void letTimePass(Duration time) {
        database.sql()
                .update(
                        "update qrtz_triggers set next_fire_time = next_fire_time - ?, start_time = start_time - ?",
                        time.toMillis(),
                        time.toMillis());
    }

    @Override
    Duration shortInterval() {
        return Duration.ofMillis(300);
    }
}
