package io.autoimport.spring.engines;

import static org.awaitility.Awaitility.await;

import io.autoimport.core.memory.InMemoryJobStore;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.scheduling.AutoImportSpringSchedulerAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** On Spring's scheduling, with a store and a lock that outlive the contexts. */
@Execution(ExecutionMode.CONCURRENT)
class SpringJobEngineTest extends JobEngineContract {

    private final OutlivingStore store = new OutlivingStore();
    private final Set<String> locked = ConcurrentHashMap.newKeySet();

    @Override
    ApplicationContextRunner host() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AutoImportJobsAutoConfiguration.class, AutoImportSpringSchedulerAutoConfiguration.class))
                .withBean(JobStore.class, () -> store)
                .withBean(JobLock.class, () -> this::tryLock);
    }

    private Optional<JobLock.Held> tryLock(String jobName) {
        return locked.add(jobName) ? Optional.of(() -> locked.remove(jobName)) : Optional.empty();
    }

    @Override
    Instant dueTime(String job) {
        return store.findSchedule(job).orElseThrow().dueTime().minus(store.passed);
    }

    @Override
    Collection<String> jobsInStore() {
        return store.names.stream()
                .filter(name -> store.findSchedule(name).isPresent())
                .toList();
    }

    /** A job store can't tell whose jobs are in it, and keeps the due time of one that is gone; nothing reads it. */
    @Override
    List<String> remainsOf(String jobThatIsGone) {
        return List.of(jobThatIsGone);
    }

    @Override
    boolean knowsOfRuns() {
        return false;
    }

    @Override
    boolean takesJobsOfOthers() {
        return false;
    }

    @Override
    void awaitCleanUp() {
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("auto-import-cleanup")));
    }

    @Override
    void letTimePass(Duration time) {
        store.passed = store.passed.plus(time);
    }

    @Override
    Duration shortInterval() {
        return Duration.ofMillis(300);
    }

    /** Its clock can be put forward. */
    private static final class OutlivingStore implements JobStore {

        private final InMemoryJobStore memory = new InMemoryJobStore(Clock.systemUTC());
        private final Set<String> names = ConcurrentHashMap.newKeySet();
        private volatile Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.now().plus(passed);
        }

        @Override
        public Optional<JobSchedule> findSchedule(String jobName) {
            return memory.findSchedule(jobName);
        }

        @Override
        public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
            names.add(jobName);
            return memory.insertScheduleIfAbsent(jobName, schedule);
        }

        @Override
        public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
            return memory.replaceSchedule(jobName, expected, schedule);
        }

        @Override
        public void removeSchedule(String jobName) {
            memory.removeSchedule(jobName);
        }

        @Override
        public void addRun(String jobName, RunRecord run) {
            memory.addRun(jobName, run);
        }

        @Override
        public List<RunRecord> findRuns(String jobName) {
            return memory.findRuns(jobName);
        }
    }
}
