package io.autoimport.spring.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.SerializationException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of the jobs in db-scheduler's table: one for each job that is enabled, and no other. */
final class JobRows {

    private final JobTask task;
    private final SchedulerClient client;
    private final Clock clock;

    JobRows(JobTask task, SchedulerClient client, Clock clock) {
        this.task = task;
        this.client = client;
        this.clock = clock;
    }

    /**
     * Answers false if a row that has to change belongs to a run in progress, or is changed by another node just now: it is
     * to be tried again after that.
     */
    boolean register(RecurrentJobs jobs) {
        Map<String, ScheduledExecution<String>> found = new HashMap<>();
        rows().forEach(row -> found.put(row.getTaskInstance().getId(), row));
        boolean done = true;
        for (RecurrentJob job : jobs.enabled()) {
            @Nullable ScheduledExecution<String> row = found.remove(job.name());
            done &= row == null ? insert(job) : update(job, row);
        }
        for (String gone : found.keySet()) {
            done &= isDone(() -> {
                client.cancel(task.instanceId(gone));
                return true;
            });
        }
        return done;
    }

    Optional<ScheduledExecution<String>> find(String jobName) {
        return rows().stream()
                .filter(row -> row.getTaskInstance().getId().equals(jobName))
                .findFirst();
    }

    private List<ScheduledExecution<String>> rows() {
        List<ScheduledExecution<String>> rows = new ArrayList<>();
        client.fetchScheduledExecutionsForTask(JobTask.NAME, String.class, ScheduledExecutionsFilter.all(), rows::add);
        return rows;
    }

    private boolean insert(RecurrentJob job) {
        JobSchedule first = JobSchedule.first(clock.now(), job.initialDelay(), job.interval());
        // If another node was first, all is well.
        boolean ignored = client.scheduleIfNotExists(
                task.instance(job.name(), TaskData.of(first).format()), first.dueTime());
        return true;
    }

    private boolean update(RecurrentJob job, ScheduledExecution<String> row) {
        Instant due = row.getExecutionTime();
        Optional<JobSchedule> found = dataOf(row::getData).map(data -> data.schedule(due));
        JobSchedule wanted = found.orElse(new JobSchedule(due, job.interval(), null))
                .withInterval(clock.now(), job.initialDelay(), job.interval());
        TaskInstanceId id = task.instanceId(job.name());
        return found.filter(wanted::equals).isPresent()
                || (isDueAt(due, id)
                        && isDone(() -> client.reschedule(
                                id, wanted.dueTime(), TaskData.of(wanted).format())));
    }

    // The client reads the row again, and minds only what changes after that.
    private boolean isDueAt(Instant due, TaskInstanceId id) {
        return client.getScheduledExecution(id)
                .filter(row -> row.getExecutionTime().equals(due))
                .isPresent();
    }

    /** Empty if it can't be read; a host may have changed its serializer meanwhile. */
    static Optional<TaskData> dataOf(Supplier<?> stored) {
        try {
            return stored.get() instanceof String text ? TaskData.parse(text) : Optional.empty();
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static boolean isDone(BooleanSupplier change) {
        try {
            return change.getAsBoolean();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }
}
