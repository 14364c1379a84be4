package io.autoimport.spring.dbscheduler;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SystemClock;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.engines.EngineDatabase;
import io.autoimport.spring.engines.RecordingJob;
import io.autoimport.spring.jobs.RecurrentJobs;
import io.autoimport.spring.support.TestDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What happens between two statements of a node that registers its jobs with another interval. */
class JobRowsTest {

    private static final String NAME = "job";
    private static final RecurrentJobs HOURLY = jobs(Duration.ofHours(1));
    private static final RecurrentJobs DAILY = jobs(Duration.ofDays(1));

    private final DataSource database = TestDatabases.postgres();
    private final JobTask task = new JobTask();
    private final SchedulerClient client;

    JobRowsTest() {
        new ResourceDatabasePopulator(EngineDatabase.DB_SCHEDULER_TABLE).execute(database);
        client = SchedulerClient.Builder.create(database, task).build();
        assertThat(rows(client).register(HOURLY)).isTrue();
    }

    private static RecurrentJobs jobs(Duration interval) {
        return new RecurrentJobs(List.of(RecordingJob.job(NAME, interval)));
    }

    private JobRows rows(SchedulerClient with) {
        return new JobRows(task, with, new SystemClock());
    }

    private JobSchedule schedule() {
        return rows(client)
                .find(NAME)
                .map(row -> JobRows.dataOf(row::getData).orElseThrow().schedule(row.getExecutionTime()))
                .orElseThrow();
    }

    /** The client, but that something happens after, or instead of, one of its methods. */
    private SchedulerClient with(Map<String, Runnable> after, Map<String, Object> instead) {
        return (SchedulerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SchedulerClient.class}, (proxy, method, arguments) -> {
                    if (instead.containsKey(method.getName())) {
                        return instead.get(method.getName());
                    }
                    try {
                        Object result = method.invoke(client, arguments);
                        after.getOrDefault(method.getName(), () -> {}).run();
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aRunThatEndsOnAnotherNodeMeanwhileIsNotForgotten() {
        Instant start = Instant.now().truncatedTo(MILLIS);
        JobSchedule afterTheRun = new JobSchedule(start.plus(Duration.ofHours(1)), Duration.ofHours(1), start);
        SchedulerClient meanwhile = with(
                Map.of(
                        "fetchScheduledExecutionsForTask",
                        () -> assertThat(client.reschedule(
                                        task.instanceId(NAME),
                                        afterTheRun.dueTime(),
                                        TaskData.of(afterTheRun).format()))
                                .isTrue()),
                Map.of());

        assertThat(rows(meanwhile).register(DAILY)).as("done").isFalse();

        assertThat(schedule()).isEqualTo(afterTheRun);
        assertThat(rows(client).register(DAILY)).isTrue();
        assertThat(schedule()).isEqualTo(new JobSchedule(start.plus(Duration.ofDays(1)), Duration.ofDays(1), start));
    }

    @Test
    void aRowThatAnotherNodeChangesAtTheSameMomentIsChangedLater() {
        SchedulerClient outrun = with(Map.of(), Map.of("reschedule", false)); // so db-scheduler says

        assertThat(rows(outrun).register(DAILY)).as("done").isFalse();
    }
}
