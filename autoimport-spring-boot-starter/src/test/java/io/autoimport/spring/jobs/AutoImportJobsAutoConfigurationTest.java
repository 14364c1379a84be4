package io.autoimport.spring.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.support.OwnLines;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;

@ExtendWith(OutputCaptureExtension.class)
class AutoImportJobsAutoConfigurationTest {

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    private final ApplicationContextRunner host = SimulatedHost.on(ec2);

    private final ApplicationContextRunner bareHost = host.withClassLoader(new FilteredClassLoader(DataSource.class));

    @AfterEach
    void end() {
        ec2.close();
    }

    @Test
    void oneLineSaysWhatSchedulesTheJobsAndWhereTheStoreIsAndWhy(CapturedOutput output) {
        host.run(context -> assertThat(OwnLines.of(output))
                .filteredOn(line -> line.contains(
                        "Recurrent jobs [auto-import-workers]: scheduled by spring (auto: the application runs"
                                + " neither db-scheduler nor Quartz with a persistent store nor JobRunr); store: jdbc, the tables"
                                + " auto_import_job and auto_import_job_result (auto: the first of jdbc, mongodb, redis and memory"
                                + " that the application has)"))
                .hasSize(1));
    }

    @Test
    void theLineSaysWhatWasConfigured(CapturedOutput output) {
        host.withPropertyValues("auto-import.jobs.scheduler=spring", "auto-import.jobs.store=memory")
                .run(context -> assertThat(output)
                        .contains(
                                "scheduled by spring (as configured); store: memory, forgotten when the application ends"
                                        + " (as configured)"));
    }

    @Test
    void aHostThatRunsTheJobsByItselfIsToldSo(CapturedOutput output) {
        host.withPropertyValues("auto-import.jobs.scheduler=none")
                .run(context -> assertThat(output).contains("scheduled by nothing, as configured"));
    }

    @Test
    void withoutAnythingToScheduleNothingIsSaid(CapturedOutput output) {
        host.withPropertyValues("auto-import.workers.enabled=false")
                .run(context -> assertThat(OwnLines.of(output)).noneMatch(line -> line.contains("Recurrent jobs")));
    }

    @Test
    void withoutAnyStoreTheMemoryIsTaken() {
        bareHost.run(context -> assertThat(context).getBean(JobStore.class).isInstanceOf(InMemoryJobStore.class));
    }

    @Test
    void theHostsOwnStoreWins() {
        JobStore own = new InMemoryJobStore(Clock.systemUTC());

        host.withBean("own", JobStore.class, () -> own)
                .run(context -> assertThat(context.getBean(JobStore.class)).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource({
        "store, jdbc, DataSource",
        "store, mongodb, MongoDatabaseFactory",
        "store, redis, RedisConnectionFactory",
        "scheduler, db-scheduler, db-scheduler",
        "scheduler, quartz, Quartz",
        "scheduler, jobrunr, JobRunr",
    })
    void whatTheApplicationDoesNotHaveCannotBeAskedFor(String property, String value, String need) {
        bareHost.withPropertyValues("auto-import.jobs." + property + "=" + value)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining("auto-import.jobs." + property)
                        .hasMessageContaining("'" + value + "'")
                        .hasMessageContaining("the application has no")
                        .hasMessageContaining(need));
    }

    @ParameterizedTest
    @CsvSource({
        "lock-lease, 0, a second or more",
        "lock-lease, 500ms, a second or more",
        "shutdown-timeout, -1, negative"
    })
    void aTimeThatCannotBeIsRefused(String property, String value, String reason) {
        host.withPropertyValues("auto-import.jobs." + property + "=" + value)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining("auto-import.jobs." + property)
                        .hasMessageContaining(reason));
    }

    @Test
    void whatARunDidIsKeptInTheStore() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 150);
        host.run(context -> {
            JobResult result = context.getBean(AutoImportWorkersJob.class).execute(false);

            List<JobResult> kept = results(context);
            assertThat(result.importedWorkerIds()).hasSize(150);
            assertThat(kept).containsExactly(result.abridged(100));
            assertThat(kept.get(0).truncated()).isTrue();
        });
    }

    @Test
    void thePlanOfADryRunIsKeptTooAsFarAsItIsWorthIt() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 150);
        host.run(context -> {
            JobResult planned = context.getBean(AutoImportWorkersJob.class).execute(true);

            List<JobResult> kept = results(context);
            assertThat(planned.plan().changes()).hasSize(150);
            assertThat(kept).containsExactly(planned.abridged(100));
            assertThat(kept.get(0).plan().changes()).hasSize(100);
            assertThat(kept.get(0).plan().truncated()).isTrue();
        });
    }

    @Test
    void aRunThatWasSkippedIsNoHistory() {
        host.withPropertyValues("auto-import.workers.ami-name=").run(context -> {
            assertThat(context.getBean(AutoImportWorkersJob.class).execute().status())
                    .isEqualTo(JobStatus.SKIPPED);

            assertThat(results(context)).isEmpty();
        });
    }

    private static List<JobResult> results(ApplicationContext context) {
        return context.getBean(JobStore.class).findRuns(AutoImportWorkersJob.NAME).stream()
                .map(RunRecord::result)
                .toList();
    }
}
