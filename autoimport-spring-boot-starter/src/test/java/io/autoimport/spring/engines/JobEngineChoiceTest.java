package io.autoimport.spring.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration;
import io.autoimport.spring.jobrunr.AutoImportJobRunrAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsProperties.Scheduler;
import io.autoimport.spring.jobs.JobEngine;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration;
import io.autoimport.spring.scheduling.AutoImportSpringSchedulerAutoConfiguration;
import io.autoimport.spring.support.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration;
import org.jobrunr.spring.autoconfigure.storage.JobRunrInMemoryStorageAutoConfiguration;
import org.jobrunr.spring.autoconfigure.storage.JobRunrSqlStorageAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Which scheduler the jobs run on, in a host that has everything, and in others. */
class JobEngineChoiceTest {

    private static final String EVERYTHING =
            "spring.quartz.job-store-type=jdbc jobrunr.background-job-server.enabled=true";

    private final DataSource database = TestDatabases.h2();

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AutoImportDbSchedulerAutoConfiguration.class,
                    AutoImportJobRunrAutoConfiguration.class,
                    AutoImportJobsAutoConfiguration.class,
                    AutoImportQuartzAutoConfiguration.class,
                    AutoImportSpringSchedulerAutoConfiguration.class))
            .withBean("job", RecurrentJob.class, () -> RecordingJob.job("job", Duration.ofHours(1)));

    private final ApplicationContextRunner host = bare.withConfiguration(AutoConfigurations.of(
                    DbSchedulerAutoConfiguration.class,
                    JobRunrAutoConfiguration.class,
                    JobRunrInMemoryStorageAutoConfiguration.class,
                    JobRunrSqlStorageAutoConfiguration.class,
                    QuartzAutoConfiguration.class))
            .withBean(DataSource.class, () -> database);

    JobEngineChoiceTest() {
        new ResourceDatabasePopulator(EngineDatabase.DB_SCHEDULER_TABLE).execute(database);
    }

    @ParameterizedTest
    @CsvSource({
        "DB_SCHEDULER, " + EVERYTHING,
        "QUARTZ, db-scheduler.enabled=false " + EVERYTHING,
        "QUARTZ, db-scheduler.enabled=false spring.quartz.auto-startup=false"
                + " spring.quartz.properties.org.quartz.jobStore.class=org.quartz.impl.jdbcjobstore.JobStoreTX"
                + " spring.quartz.properties.org.quartz.jobStore.dataSource=own"
                + " spring.quartz.properties.org.quartz.dataSource.own.connectionProvider.class="
                + "io.autoimport.spring.engines.JobEngineChoiceTest$NoConnections",
        "JOBRUNR, db-scheduler.enabled=false jobrunr.background-job-server.enabled=true",
        "SPRING, db-scheduler.enabled=false",
    })
    void leftToTheLibraryItIsTheFirstThatTheHostRuns(Scheduler expected, String properties) {
        host.withPropertyValues(properties.split(" ")).run(context -> {
            assertThat(context).hasSingleBean(JobEngine.class);
            assertThat(context.getBean(JobEngine.class).scheduler()).isEqualTo(expected);
            assertThat(context.getBean(JobEngine.class).reason()).startsWith("the application ");
        });
    }

    /** Quartz with a store of its own, which nobody starts. */
    public static final class NoConnections implements org.quartz.utils.ConnectionProvider {

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            throw new java.sql.SQLException("none");
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheduler.class,
            names = {"AUTO", "NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void askedForItIsTakenWhateverElseThereIs(Scheduler asked) {
        host.withPropertyValues("auto-import.jobs.scheduler=" + asked.code()).run(context -> {
            assertThat(context).hasSingleBean(JobEngine.class);
            assertThat(context.getBean(JobEngine.class).scheduler()).isEqualTo(asked);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-scheduler", "quartz", "jobrunr"})
    void askedForWithoutBeingThereItKeepsTheHostFromStarting(String asked) {
        bare.withPropertyValues("auto-import.jobs.scheduler=" + asked)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining("the application has no "));
    }

    @Test
    void aHostThatRunsTheJobsByItselfHasNoneOfThem() {
        host.withPropertyValues("auto-import.jobs.scheduler=none")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JobEngine.class));
    }

    @Test
    void anEngineOfTheHostsOwnWins() {
        JobEngine own = new JobEngine() {
            @Override
            public Scheduler scheduler() {
                return Scheduler.SPRING;
            }

            @Override
            public String reason() {
                return "it is the application's own";
            }

            @Override
            public Optional<Instant> nextRun(String jobName) {
                return Optional.empty();
            }

            @Override
            public boolean isRunning(String jobName) {
                return false;
            }
        };
        host.withPropertyValues(EVERYTHING.split(" "))
                .withBean(JobEngine.class, () -> own)
                .run(context -> assertThat(context.getBean(JobEngine.class)).isSameAs(own));
    }

    @Test
    void withoutTheLibrariesItIsSprings() {
        bare.withClassLoader(new FilteredClassLoader("com.github.kagkarlsson.scheduler", "org.quartz", "org.jobrunr"))
                .run(context ->
                        assertThat(context.getBean(JobEngine.class).scheduler()).isEqualTo(Scheduler.SPRING));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void aJobTooFrequentForJobRunrIsRefusedByItsName(int seconds) {
        host.withPropertyValues("auto-import.jobs.scheduler=jobrunr", "jobrunr.background-job-server.enabled=true")
                .withBean(
                        "frequent", RecurrentJob.class, () -> RecordingJob.job("frequent", Duration.ofSeconds(seconds)))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining("'frequent'"));
    }

    @ParameterizedTest
    @CsvSource({
        "db-scheduler, db-scheduler.table-name=missing",
        "quartz, spring.quartz.job-store-type=jdbc spring.quartz.jdbc.initialize-schema=never"
                + " spring.quartz.properties.org.quartz.jobStore.isClustered=true",
    })
    void aStoreThatCanNotBeReachedDoesNotKeepTheHostFromStarting(String asked, String properties) {
        host.withPropertyValues("auto-import.jobs.scheduler=" + asked)
                .withPropertyValues(properties.split(" "))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JobEngine.class));
    }
}
