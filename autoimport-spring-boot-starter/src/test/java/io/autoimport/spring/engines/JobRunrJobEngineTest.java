package io.autoimport.spring.engines;

import static io.autoimport.spring.engines.RecordingJob.job;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.autoimport.spring.jobrunr.AutoImportJobRunrAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.Paging.AmountBasedList;
import org.jobrunr.storage.ServerTimedOutException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.JsonMapperFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

@Execution(ExecutionMode.CONCURRENT)
class JobRunrJobEngineTest extends JobEngineContract {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final EngineDatabase database = EngineDatabase.of();
    private volatile Runnable beforeJobRunrLooksForJobsAtHand = () -> {};
    private final StorageProvider storage = SqlStorageProviderFactory.using(database.dataSource());

    JobRunrJobEngineTest() {
        storage.setJobMapper(new JobMapper(JsonMapperFactory.createJsonMapper()));
    }

    @Override
    ApplicationContextRunner host() {
        return database.host()
                .withConfiguration(AutoConfigurations.of(
                        JobRunrAutoConfiguration.class,
                        AutoImportJobsAutoConfiguration.class,
                        AutoImportJobRunrAutoConfiguration.class))
                .withBean("storageProvider", StorageProvider.class, () -> new ImpatientStorage(storage))
                .withBean(StartedLikeAnApplication.class)
                .withPropertyValues(
                        "jobrunr.background-job-server.enabled=true",
                        "jobrunr.background-job-server.poll-interval-in-seconds=" + POLL_INTERVAL.toSeconds(),
                        "jobrunr.background-job-server.server-timeout-poll-interval-multiplicand=30",
                        "jobrunr.background-job-server.worker-count=8");
    }

    /** JobRunr's own, but for the shortest intervals that it accepts: five seconds each. */
    private final class ImpatientStorage extends ThreadSafeStorageProvider {

        private volatile boolean stopped;

        ImpatientStorage(StorageProvider storage) {
            super(storage);
        }

        @Override
        public void validatePollInterval(Duration interval) {}

        @Override
        public void validateRecurringJobInterval(Duration interval) {}

        @Override
        public Instant getRecurringJobLatestScheduledInstant(String recurringJob, StateName... states) {
            if (Set.of(states).contains(StateName.AWAITING)) { // so asks JobRunr alone
                beforeJobRunrLooksForJobsAtHand.run();
            }
            return super.getRecurringJobLatestScheduledInstant(recurringJob, states);
        }

        /** One that finds out too late that it was stopped would start again, for good. */
        @Override
        public boolean signalBackgroundJobServerAlive(BackgroundJobServerStatus server) {
            try {
                return super.signalBackgroundJobServerAlive(server);
            } catch (ServerTimedOutException e) {
                if (stopped) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        public void signalBackgroundJobServerStopped(BackgroundJobServerStatus server) {
            stopped = true;
            super.signalBackgroundJobServerStopped(server);
        }

        @Override
        public void close() {}
    }

    /** JobRunr starts its server when an application is ready, which the tests' contexts otherwise never are. */
    static final class StartedLikeAnApplication implements ApplicationListener<ContextRefreshedEvent> {

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {
            ConfigurableApplicationContext context = (ConfigurableApplicationContext) event.getApplicationContext();
            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
            BackgroundJobServer server = context.getBean(BackgroundJobServer.class);
            StorageProvider storage = context.getBean(StorageProvider.class);
            // One that is stopped before that is taken for alive, and what it was just rewriting changes later on.
            await("start of JobRunr")
                    .atMost(PATIENCE)
                    .until(() -> server.isAnnounced() && storage.getMetadata("database_version", "cluster") != null);
        }
    }

    @Test
    void aNewRhythmIsKeptEvenIfJobRunrWorkedOutTheNextRunWhileTheLateOneEnded() {
        CountDownLatch release = new CountDownLatch(1);
        RecordingJob hourly = job("hourly", ofHours(1)).waitingFor(release);
        host(hourly).run(context -> {});
        letTimePass(ofMinutes(100));
        beforeJobRunrLooksForJobsAtHand = () -> {
            if (hourly.runs() > 0) {
                release.countDown();
                await().atMost(PATIENCE).until(() -> storage.countJobs(StateName.SUCCEEDED) > 0);
            }
        };

        host(hourly).run(context -> {
            awaitRuns(hourly, 1);
            awaitNextDueTime(hourly);
        });

        assertThat(dueTime("hourly")).isCloseTo(hourly.starts.get(0).plus(ofHours(1)), within(5, ChronoUnit.MINUTES));
    }

    @Override
    Instant dueTime(String job) {
        return database.sql()
                .queryForObject(
                        "select scheduledat from jobrunr_jobs where state = 'SCHEDULED' and recurringjobid = ?",
                        LocalDateTime.class,
                        job)
                .toInstant(ZoneOffset.UTC);
    }

    @Override
    Collection<String> jobsInStore() {
        return database.sql()
                .queryForList(
                        "select rtrim(id) from jobrunr_recurring_jobs"
                                + " union select recurringjobid from jobrunr_jobs where state = 'SCHEDULED'",
                        String.class);
    }

    @Override
    void letTimePass(Duration time) {
        for (RecurringJob job : storage.getRecurringJobs()) {
            RecurringJob older = new RecurringJob(
                    job.getId(),
                    job.getJobDetails(),
                    job.getScheduleExpression(),
                    job.getZoneId(),
                    job.getCreatedBy(),
                    job.getCreatedAt().minus(time));
            older.setJobName(job.getJobName());
            older.setAmountOfRetries(job.getAmountOfRetries());
            storage.saveRecurringJob(older);
        }
        for (Job job : storage.getJobList(StateName.SCHEDULED, AmountBasedList.ascOnUpdatedAt(100))) {
            ScheduledState state = job.getJobState();
            job.scheduleAt(state.getScheduledAt().minus(time), "time passes");
            Job ignored = storage.save(job);
        }
    }

    @Override
    Duration shortInterval() {
        return POLL_INTERVAL;
    }

    /** It may be the one that tries it again, each time after a longer pause. */
    @Override
    boolean letsOthersGoFirst() {
        return false;
    }

    @Override
    Duration earliness() {
        return POLL_INTERVAL;
    }
}
