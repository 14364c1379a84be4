package io.autoimport.spring.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.JobRunner;
import io.autoimport.spring.jobs.JobRunner.Outcome;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The one task that all recurrent jobs share; each is an instance of it, by its name. So db-scheduler still knows the task
 * when a job is gone, and its row can be removed.
 *
 * <p>Depends on no bean: db-scheduler's autoconfiguration collects all tasks before it makes the Scheduler, and the jobs
 * may need whatever there is.
 */
final class JobTask extends CustomTask<String> {

    static final String NAME = "auto-import-job";

    /** Until a job is tried again that could not be run, or not to its end. The next poll may come later. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CompletableFuture<JobRows> rows = new CompletableFuture<>();
    private volatile @Nullable Jobs jobs;

    private record Jobs(RecurrentJobs all, JobRunner runner) {}

    JobTask() {
        super(
                NAME,
                String.class,
                null,
                now -> now,
                new FailureHandler.OnFailureRetryLater<>(PATIENCE),
                new DeadExecutionHandler.ReviveDeadExecution<>());
    }

    /**
     * The rows of the jobs, as soon as db-scheduler starts. The client that it gives a task commits what it writes, on a
     * DataSource without auto-commit too; the Scheduler itself does not.
     */
    CompletableFuture<JobRows> rows() {
        return rows;
    }

    /** From now on jobs can be run. */
    void open(RecurrentJobs all, JobRunner runner) {
        jobs = new Jobs(all, runner);
    }

    @Override
    public void onStartup(SchedulerClient client, Clock clock) {
        rows.complete(new JobRows(this, client, clock));
    }

    @Override
    public CompletionHandler<String> execute(TaskInstance<String> instance, ExecutionContext context) {
        @Nullable Jobs open = jobs;
        if (open == null) { // db-scheduler starts while the other beans are still being made, unless told otherwise
            return JobTask::putOff;
        }
        Optional<RecurrentJob> job = open.all().findEnabled(instance.getId());
        if (job.isEmpty()) {
            return JobTask::leaveToOthers;
        }
        return open.runner().run(job.get()) == Outcome.COMPLETED
                ? (complete, operations) -> scheduleNext(job.get(), complete, operations)
                : JobTask::putOff;
    }

    // A node of a newer version may know the job. Not always for the same time: nodes poll in turn, and that one might
    // always come too early.
    private static void leaveToOthers(ExecutionComplete complete, ExecutionOperations<String> operations) {
        long millis = ThreadLocalRandom.current().nextLong(2 * PATIENCE.toMillis());
        putOff(complete, operations, Duration.ofMillis(millis));
    }

    private static void scheduleNext(
            RecurrentJob job, ExecutionComplete complete, ExecutionOperations<String> operations) {
        Instant time = complete.getExecution().getExecutionTime();
        Instant due = JobRows.dataOf(complete.getExecution().taskInstance::getData)
                .map(data -> data.schedule(time).dueTime())
                .orElse(time);
        JobSchedule next =
                new JobSchedule(due, job.interval(), null).afterRun(startOf(complete), complete.getTimeDone());
        operations.reschedule(complete, next.dueTime(), TaskData.of(next).format());
    }

    // Not for long, and yet not at once: db-scheduler polls while the application starts, and while it ends.
    // A failure, as it is no success, and there is nothing else.
    private static void putOff(ExecutionComplete complete, ExecutionOperations<String> operations) {
        putOff(complete, operations, PATIENCE);
    }

    private static void putOff(ExecutionComplete complete, ExecutionOperations<String> operations, Duration pause) {
        Execution execution = complete.getExecution();
        ExecutionComplete failure =
                ExecutionComplete.failure(execution, startOf(complete), complete.getTimeDone(), null);
        Instant soon = complete.getTimeDone().plus(pause);
        Optional<TaskData> data = JobRows.dataOf(execution.taskInstance::getData);
        if (data.isPresent()) {
            String putOff = data.get().putOff(execution.getExecutionTime()).format();
            operations.reschedule(failure, soon, putOff);
        } else {
            operations.reschedule(failure, soon);
        }
    }

    private static Instant startOf(ExecutionComplete complete) {
        return complete.getTimeDone().minus(complete.getDuration());
    }
}
