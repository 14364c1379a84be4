package io.autoimport.spring.scheduling;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.support.SimulatedHost;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Whatever scheduling a host has, it keeps; the jobs run beside it. */
class HostSchedulingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ApplicationContextRunner host =
            new ApplicationContextRunner().withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS);

    @Test
    void aHostWithoutSchedulingGetsItsJobsRunAndNoScheduler() {
        host.withUserConfiguration(HostWithDormantScheduledMethod.class)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 3);

                    assertThat(context).doesNotHaveBean(TaskScheduler.class);
                    assertThat(context).doesNotHaveBean(ScheduledExecutorService.class);
                    assertThat(context.getBean(HostWithDormantScheduledMethod.class).calls)
                            .as("@Scheduled methods stay off unless the host enables them")
                            .hasValue(0);
                });
    }

    @Test
    void aHostWithScheduledMethodsKeepsItsOneThreadEvenWhileAJobRunsForLong() {
        host.withUserConfiguration(HostWithScheduledMethod.class)
                .withBean("stuck", StuckJob.class, StuckJob::new)
                .run(context -> {
                    StuckJob stuck = context.getBean(StuckJob.class);
                    HostWithScheduledMethod own = context.getBean(HostWithScheduledMethod.class);
                    await().atMost(PATIENCE).until(() -> stuck.started.getCount() == 0);
                    int before = own.threads.size();

                    await().atMost(PATIENCE).until(() -> own.threads.size() > before + 5);

                    assertThat(Set.copyOf(own.threads)).containsExactly("scheduling-1");
                    assertThat(stuck.thread).startsWith("auto-import-job-");
                    assertThat(context.getBean(TaskScheduler.class)).isInstanceOf(ThreadPoolTaskScheduler.class);
                    stuck.release.countDown();
                });
    }

    @Test
    void aHostWithASchedulerOfItsOwnKeepsItAndHasItTriggerTheJobs() {
        ThreadPoolTaskScheduler own = new ThreadPoolTaskScheduler();
        own.setThreadNamePrefix("own-");
        host.withBean("own", TaskScheduler.class, () -> own)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 2);

                    assertThat(context.getBean(TaskScheduler.class)).isSameAs(own);
                    assertThat(own.getScheduledThreadPoolExecutor().getTaskCount())
                            .isPositive();
                    assertThat(context.getBean(TestJob.class).threads)
                            .allSatisfy(thread -> assertThat(thread).startsWith("auto-import-job-"));
                });
    }

    @Test
    void amongSeveralSchedulersTheOneThatSpringItselfWouldTakeTriggersTheJobs() {
        ThreadPoolTaskScheduler other = new ThreadPoolTaskScheduler();
        ThreadPoolTaskScheduler usual = new ThreadPoolTaskScheduler();
        host.withBean("other", TaskScheduler.class, () -> other)
                .withBean("taskScheduler", TaskScheduler.class, () -> usual)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 1);

                    assertThat(usual.getScheduledThreadPoolExecutor().getTaskCount())
                            .isPositive();
                    assertThat(other.getScheduledThreadPoolExecutor().getTaskCount())
                            .isZero();
                });
    }

    @Test
    void amongSchedulersOfWhichNoneIsTheUsualOneNoneIsTaken() {
        ThreadPoolTaskScheduler one = new ThreadPoolTaskScheduler();
        ThreadPoolTaskScheduler two = new ThreadPoolTaskScheduler();
        host.withBean("one", TaskScheduler.class, () -> one)
                .withBean("two", TaskScheduler.class, () -> two)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 1);

                    assertThat(one.getScheduledThreadPoolExecutor().getTaskCount())
                            .isZero();
                    assertThat(two.getScheduledThreadPoolExecutor().getTaskCount())
                            .isZero();
                });
    }

    @Test
    void aHostWithVirtualThreadsKeepsWhatBootGivesItOnThisJvm() {
        host.withUserConfiguration(HostWithScheduledMethod.class)
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 2);
                    HostWithScheduledMethod own = context.getBean(HostWithScheduledMethod.class);
                    await().atMost(PATIENCE).until(() -> !own.threads.isEmpty());

                    assertThat(context.getBean(TaskScheduler.class))
                            .isInstanceOf(
                                    Threading.VIRTUAL.isActive(context.getEnvironment())
                                            ? SimpleAsyncTaskScheduler.class
                                            : ThreadPoolTaskScheduler.class);
                });
    }

    @Test
    void theSchedulerThatBootMakesForVirtualThreadsTriggersTheJobs() {
        host.withBean(TaskScheduler.class, SimpleAsyncTaskScheduler::new)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> awaitRuns(context.getBean(TestJob.class), 2));
    }

    @Test
    void anExceptionInOneJobReachesNeitherItsNextRunNorAnotherJob() {
        host.withBean("failing", FailingJob.class, FailingJob::new)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns(context.getBean(TestJob.class), 3);
                    await().atMost(PATIENCE)
                            .until(() -> context.getBean(FailingJob.class).runs.get() >= 3);
                });
    }

    @Test
    void aJobThatTakesLongerThanItsIntervalNeverOverlapsWithItself() {
        host.withBean("stuck", StuckJob.class, StuckJob::new)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    StuckJob stuck = context.getBean(StuckJob.class);
                    awaitRuns(context.getBean(TestJob.class), 10);

                    assertThat(stuck.runs).hasValue(1);

                    stuck.release.countDown();
                    await().atMost(PATIENCE).until(() -> stuck.runs.get() > 1);
                });
    }

    @Test
    void theFirstRunComesAfterTheInitialDelay() {
        TestJob job = new TestJob("patient") {
            @Override
            public Duration initialDelay() {
                return Duration.ofHours(1);
            }
        };
        host.withBean("patient", TestJob.class, () -> job)
                .withBean("job", RecurrentJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns((TestJob) context.getBean("job"), 3);
                    assertThat(job.threads).isEmpty();
                });
    }

    @Test
    void aDisabledJobIsNotScheduled() {
        TestJob disabled = new TestJob("disabled") {
            @Override
            public boolean isEnabled() {
                return false;
            }
        };
        host.withBean("disabled", TestJob.class, () -> disabled)
                .withBean("job", RecurrentJob.class, () -> new TestJob("job"))
                .run(context -> {
                    awaitRuns((TestJob) context.getBean("job"), 3);
                    assertThat(disabled.threads).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "spring", "AUTO"})
    void theSpringSchedulerCanBeAskedFor(String scheduler) {
        host.withPropertyValues("auto-import.jobs.scheduler=" + scheduler)
                .run(context -> assertThat(context).hasSingleBean(SpringJobEngine.class));
    }

    @Test
    void aHostThatRunsTheJobsByItselfCanTurnTheSchedulerOff() {
        host.withPropertyValues("auto-import.jobs.scheduler=none")
                .run(context -> assertThat(context).doesNotHaveBean(SpringJobEngine.class));
    }

    @Test
    void jobsAreScheduledInAHostWithLazyInitializationToo() {
        host.withInitializer(context -> context.addBeanFactoryPostProcessor(
                        new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> awaitRuns(context.getBean(TestJob.class), 1));
    }

    @Test
    void atTheEndOfTheContextARunningJobIsInterruptedAndWaitedFor() {
        StuckJob stuck = new StuckJob();
        host.withBean("stuck", StuckJob.class, () -> stuck)
                .run(context -> await().atMost(PATIENCE).until(() -> stuck.started.getCount() == 0));

        assertThat(stuck.interrupted).isTrue();
        await().atMost(PATIENCE).until(() -> !stuck.runningOn.isAlive());
    }

    @Test
    void twoJobsOfOneNameAreRefused() {
        host.withBean("one", TestJob.class, () -> new TestJob("same"))
                .withBean("two", TestJob.class, () -> new TestJob("same"))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Two recurrent jobs are named 'same'"));
    }

    @Test
    void aJobWithoutAnIntervalIsRefused() {
        TestJob spinning = new TestJob("spinning") {
            @Override
            public Duration interval() {
                return Duration.ZERO;
            }
        };
        host.withBean("spinning", TestJob.class, () -> spinning)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must be more than zero"));
    }

    @Test
    void aContextThatIsStoppedAndStartedAgainNeverRunsAJobTwiceAtOnce() {
        StubbornJob stubborn = new StubbornJob();
        host.withPropertyValues("auto-import.jobs.shutdown-timeout=0")
                .withBean("stubborn", StubbornJob.class, () -> stubborn)
                .withBean("job", TestJob.class, () -> new TestJob("job"))
                .run(context -> {
                    await().atMost(PATIENCE).until(() -> stubborn.runs.get() == 1);
                    SpringJobEngine engine = context.getBean(SpringJobEngine.class);
                    engine.stop();
                    engine.start();
                    TestJob other = context.getBean(TestJob.class);
                    int before = other.threads.size();
                    awaitRuns(other, before + 5);

                    assertThat(stubborn.runs).hasValue(1);
                    stubborn.release.countDown();
                });
    }

    private static void awaitRuns(TestJob job, int runs) {
        await().atMost(PATIENCE).until(() -> job.threads.size() >= runs);
    }

    static class TestJob implements RecurrentJob {

        final List<String> threads = new CopyOnWriteArrayList<>();
        private final String name;

        TestJob(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration interval() {
            return ofMillis(20);
        }

        @Override
        public void run() {
            threads.add(Thread.currentThread().getName());
        }
    }

    static class FailingJob implements RecurrentJob {

        final AtomicInteger runs = new AtomicInteger();

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Duration interval() {
            return ofMillis(20);
        }

        @Override
        public void run() {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new NoClassDefFoundError("an error, too");
            }
            throw new IllegalStateException("always");
        }
    }

    static class StuckJob implements RecurrentJob {

        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final AtomicInteger runs = new AtomicInteger();
        volatile String thread = "";
        volatile Thread runningOn;
        volatile boolean interrupted;

        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public Duration interval() {
            return ofMillis(20);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
            runningOn = Thread.currentThread();
            thread = runningOn.getName();
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted = true;
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does not stop when it is asked to. */
    static class StubbornJob implements RecurrentJob {

        final CountDownLatch release = new CountDownLatch(1);
        final AtomicInteger runs = new AtomicInteger();

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public Duration interval() {
            return ofMillis(20);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    // stubborn
                }
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class HostWithScheduledMethod {

        final List<String> threads = new CopyOnWriteArrayList<>();

        @Scheduled(fixedRate = 10)
        void work() {
            threads.add(Thread.currentThread().getName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HostWithDormantScheduledMethod {

        final AtomicInteger calls = new AtomicInteger();

        @Scheduled(fixedRate = 1)
        void work() {
            calls.incrementAndGet();
        }
    }
}
