package io.autoimport.spring.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.engines.RecordingJob;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.utils.mapper.JsonMapperFactory;
import org.junit.jupiter.api.Test;

class JobRunrRowsTest {

    private final RecurrentJob job = RecordingJob.job("job", Duration.ofHours(1));
    private final RecurrentJobs jobs = new RecurrentJobs(List.of(job));
    private final StorageProvider storage = new InMemoryStorageProvider();

    JobRunrRowsTest() {
        storage.setJobMapper(new JobMapper(JsonMapperFactory.createJsonMapper()));
    }

    private RecurringJob recurring() {
        return storage.getRecurringJobs().get(0);
    }

    /** Late, so that it began a new rhythm. */
    private void runFirstOnAnotherNode() {
        assertThat(new JobRunrRows(storage).register(jobs)).isTrue();
        Job first = storage.getJobById(JobRunrJobs.idOfFirst(recurring()));
        Job ignored = storage.save(first.delete("which is as over as one that has run"));
        JobSchedule next = JobSchedule.first(Instant.now(), Duration.ofMinutes(90), job.interval());
        RecurringJob unused = storage.saveRecurringJob(JobRunrJobs.recurring(job, next, recurring()));
    }

    @Test
    void aFirstRunThatIsOverOnAnotherNodeBeforeThisOneRegistersItsJobsIsNotRepeated() {
        StorageProvider slow = new ThreadSafeStorageProvider(storage) {
            private boolean asked;

            @Override
            public RecurringJobsResult getRecurringJobs() {
                RecurringJobsResult before = super.getRecurringJobs();
                if (!asked) {
                    asked = true;
                    runFirstOnAnotherNode();
                }
                return before;
            }
        };

        assertThat(new JobRunrRows(slow).register(jobs)).isTrue();

        assertThat(storage.countJobs(StateName.SCHEDULED)).isZero();
        assertThat(recurring().getCreatedAt())
                .as("rhythm")
                .isAfter(Instant.now().plus(Duration.ofMinutes(20)));
    }

    /** A run that is being processed by this node since a second ago. */
    private Job startedRun() {
        JobRunrRows rows = new JobRunrRows(storage);
        assertThat(rows.register(jobs)).isTrue();
        Job scheduled = storage.getJobById(JobRunrJobs.idOfFirst(recurring()));
        storage.deletePermanently(scheduled.getId());
        return storage.save(new Job(
                UUID.randomUUID(),
                0,
                scheduled.getJobDetails(),
                List.of(
                        scheduled.getJobState(),
                        new ProcessingState(
                                UUID.randomUUID(), "this node", Instant.now().minusSeconds(1))),
                new ConcurrentHashMap<>()));
    }

    @Test
    void aRunHasOneSuccessorEvenIfItIsGoneThroughTwice() {
        Job run = startedRun();
        Instant start = Instant.now();
        new JobRunrRows(storage).afterRun(job, run.getId(), start, start);
        assertThat(storage.countJobs(StateName.SCHEDULED)).isOne();
        Job successor = storage.getJobById(JobRunrJobs.idOfSuccessor(run));
        Job ignored = storage.save(successor.delete("which is as over as one that has run"));

        new JobRunrRows(storage).afterRun(job, run.getId(), start, start);

        assertThat(storage.countJobs(StateName.SCHEDULED)).isZero();
    }

    @Test
    void aRunThatAnotherNodeHasTakenOverIsLeftToIt() {
        Job run = startedRun();
        Instant longAgo = Instant.now().minusSeconds(60);

        new JobRunrRows(storage).afterRun(job, run.getId(), longAgo, Instant.now());

        assertThat(storage.countJobs(StateName.SCHEDULED)).isZero();
    }
}
