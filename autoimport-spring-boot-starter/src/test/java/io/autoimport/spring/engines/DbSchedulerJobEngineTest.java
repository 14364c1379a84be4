package io.autoimport.spring.engines;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Execution(ExecutionMode.CONCURRENT)
class DbSchedulerJobEngineTest extends JobEngineContract {

    private final EngineDatabase database = EngineDatabase.of(EngineDatabase.DB_SCHEDULER_TABLE);

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
