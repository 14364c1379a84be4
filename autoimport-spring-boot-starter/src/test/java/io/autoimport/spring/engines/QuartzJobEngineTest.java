package io.autoimport.spring.engines;

import static io.autoimport.spring.engines.RecordingJob.job;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.quartz.SimpleScheduleBuilder.repeatHourlyForever;

import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
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

    /** Quartz sets the next time before the run: until it is over, that is not yet the one to look at. */
    @Override
    Instant dueTime(String job) {
        return Instant.ofEpochMilli(database.sql()
                .queryForObject(
                        "select next_fire_time from qrtz_triggers"
                                + " where trigger_name = ? and trigger_state <> 'BLOCKED'",
                        Long.class,
                        job));
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
        database.sql().update("update qrtz_fired_triggers set sched_time = sched_time - ?", time.toMillis());
    }

    @Override
    Duration shortInterval() {
        return Duration.ofMillis(300);
    }

    @Test
    void aTriggerThatANodeReplacesWithAnOldOneDuringARunIsPutRightAfterIt() {
        CountDownLatch release = new CountDownLatch(1);
        RecordingJob hourly = job("hourly", ofHours(1)).waitingFor(release);
        host(hourly).run(context -> {});
        letTimePass(ofMinutes(62));
        Instant due = dueTime("hourly");

        host(hourly).run(context -> {
            awaitRuns(hourly, 1);
            Scheduler quartz = context.getBean(Scheduler.class);
            TriggerKey trigger = TriggerKey.triggerKey("hourly", "auto-import");
            Trigger old = TriggerBuilder.newTrigger()
                    .withIdentity(trigger)
                    .forJob("hourly", "auto-import")
                    .startAt(Date.from(due))
                    .withSchedule(repeatHourlyForever().withMisfireHandlingInstructionIgnoreMisfires())
                    .build();
            assertThat(quartz.rescheduleJob(trigger, old)).isNotNull();
            release.countDown();
            awaitNextDueTime(hourly);
        });

        assertThat(hourly.runs()).isOne();
        assertThat(dueTime("hourly")).isEqualTo(due.plus(ofHours(1)));
    }

    @Test
    void aRunThatDiedWithItsHostIsMadeUpForOnceByAnother() {
        RecordingJob dying = job("hourly", ofHours(1)).firstAfter(ZERO).waitingFor(new CountDownLatch(1));
        host(dying).run(context -> {
            awaitRuns(dying, 1);
            database.sql().execute("create table dead_run as select * from qrtz_fired_triggers");
        });
        database.sql().execute("update dead_run set instance_name = 'dead'");
        database.sql().execute("insert into qrtz_fired_triggers select * from dead_run");
        // The last host has put the job off; the dead one had its trigger fire, and blocked it.
        database.sql().update("""
                update qrtz_triggers set trigger_state = 'BLOCKED', prev_fire_time = dead_run.sched_time,
                next_fire_time = dead_run.sched_time + 3600000 from dead_run""");
        letTimePass(ofHours(2));

        RecordingJob job = job("hourly", ofHours(1));
        host(job).run(context -> {
            awaitRuns(job, 1);
            awaitNextDueTime(job);
            await().atMost(PATIENCE)
                    .until(() -> database.sql()
                            .queryForList(
                                    "select trigger_name from qrtz_triggers where trigger_group <> 'auto-import'"
                                            + " union select trigger_name from qrtz_fired_triggers where state = 'EXECUTING'",
                                    String.class)
                            .isEmpty());
        });
        assertThat(job.runs()).isOne();
    }
}
