package io.autoimport.spring.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.engines.RecordingJob;
import io.autoimport.spring.jobs.RecurrentJobs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

class JobTriggersTest {

    private final RecordingJob hourly = RecordingJob.job("job", Duration.ofHours(1));
    private final Scheduler quartz;

    JobTriggersTest() throws SchedulerException {
        Properties inMemory = new Properties();
        inMemory.setProperty(
                StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, UUID.randomUUID().toString());
        inMemory.setProperty("org.quartz.threadPool.threadCount", "1");
        quartz = new StdSchedulerFactory(inMemory).getScheduler();
    }

    @AfterEach
    void end() throws SchedulerException {
        quartz.shutdown();
    }

    private static RecurrentJobs jobs(RecordingJob job) {
        return new RecurrentJobs(List.of(job));
    }

    @Test
    void aTriggerThatAnotherNodeMakesAfterTheLookForItStaysAsItIs() throws SchedulerException {
        AtomicReference<Optional<Instant>> ofTheOther = new AtomicReference<>(Optional.empty());
        Scheduler slow = (Scheduler) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(quartz, arguments);
                        if (method.getName().equals("getTrigger") && answer == null) {
                            JobTriggers other = new JobTriggers(quartz);
                            other.register(jobs(hourly.firstAfter(Duration.ofDays(1))));
                            ofTheOther.set(other.nextRun("job"));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        new JobTriggers(slow).register(jobs(hourly));

        assertThat(ofTheOther.get()).isPresent();
        assertThat(new JobTriggers(quartz).nextRun("job")).isEqualTo(ofTheOther.get());
    }
}
