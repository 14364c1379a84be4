package io.autoimport.spring.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

class DbSchedulerJobEngineTest extends JobEngineContract {

    /** As db-scheduler documents it for PostgreSQL; its jar has no scripts. */
    private static final String SCHEMA = """
            create table scheduled_tasks (
              task_name text not null,
              task_instance text not null,
              task_data bytea,
              execution_time timestamp with time zone not null,
              picked boolean not null,
              picked_by text,
              last_success timestamp with time zone,
              last_failure timestamp with time zone,
              consecutive_failures int,
              last_heartbeat timestamp with time zone,
              version bigint not null,
              priority smallint,
              primary key (task_name, task_instance)
            );""";

    private final EngineDatabase database = EngineDatabase.of(new ByteArrayResource(SCHEMA.getBytes(UTF_8)));

    @Override
    ApplicationContextRunner host() {
        return database.host()
                .withConfiguration(AutoConfigurations.of(
                        DbSchedulerAutoConfiguration.class,
                        AutoImportJobsAutoConfiguration.class,
                        AutoImportDbSchedulerAutoConfiguration.class))
                .withPropertyValues("db-scheduler.polling-interval=100ms", "db-scheduler.shutdown-max-wait=20s");
    }

    @Override
    Instant dueTime(String job) {
        return database.sql()
                .queryForObject(
                        "select execution_time from scheduled_tasks where task_instance = ?", OffsetDateTime.class, job)
                .toInstant();
    }

    @Override
    Collection<String> jobsInStore() {
        return database.sql().queryForList("select task_instance from scheduled_tasks", String.class);
    }

    @Override
    void letTimePass(Duration time) {
        database.sql()
                .update(
                        "update scheduled_tasks set execution_time = execution_time - make_interval(secs => ?)",
                        time.toSeconds());
    }

    @Override
    Duration shortInterval() {
        return Duration.ofMillis(300);
    }
}
