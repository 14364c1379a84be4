package io.autoimport.spring.engines;

import static io.autoimport.spring.engines.RecordingJob.job;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.RecurrentJob;
import io.autoimport.spring.jobs.JobEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** When jobs run, whatever schedules them. The store of each test is empty, and outlives the contexts that use it. */
abstract class JobEngineContract {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A host with the scheduler, on the store of this test. */
    abstract ApplicationContextRunner host();

    /** The time at which the store says that the job is due. */
    abstract Instant dueTime(String job);

    /** The names of all jobs of which the store holds anything that would be run. */
    abstract Collection<String> jobsInStore();

    /** What of a job that is gone stays in the store. */
    List<String> remainsOf(String jobThatIsGone) {
        return List.of();
    }

    /** Makes all that is in the store older: as if the time had passed while no host was running. */
    abstract void letTimePass(Duration time);

    /** An interval that the scheduler can keep. */
    abstract Duration shortInterval();

    /** How far ahead of its due time the scheduler may run a job; the due time is kept to the millisecond. */
    Duration earliness() {
        return Duration.ofMillis(1);
    }

    ApplicationContextRunner host(RecordingJob... jobs) {
        ApplicationContextRunner host = host();
        for (RecordingJob job : jobs) {
            host = host.withBean("job " + job.name(), RecurrentJob.class, () -> job);
        }
        return host;
    }

    /** Starts a host, and ends it as soon as its store is as it should be. */
    private void restart(ThrowingRunnable check, RecordingJob... jobs) {
        host(jobs).run(context -> {
            assertThat(context).hasNotFailed();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(check);
        });
    }

    private void expectDueTime(String job, Instant expected) {
        assertThat(dueTime(job)).as("due time of " + job).isEqualTo(expected);
    }

    private void expectDueIn(String job, Duration expected) {
        expectDueAbout(job, Instant.now().plus(expected));
    }

    private void expectDueAbout(String job, Instant expected) {
        assertThat(dueTime(job)).as("due time of " + job).isCloseTo(expected, within(5, ChronoUnit.MINUTES));
    }

    static void awaitRuns(RecordingJob job, int runs) {
        await("run " + runs + " of " + job.name()).atMost(PATIENCE).until(() -> job.runs() >= runs);
    }

    /** The due time is written down after the run. */
    void awaitNextDueTime(RecordingJob job) {
        await("next due time of " + job.name())
                .atMost(PATIENCE)
                .ignoreExceptions() // between two runs there may be none
                .until(() -> dueTime(job.name()).isAfter(job.starts.get(job.runs() - 1)));
    }

    private void assertNoneAheadOfTime(RecordingJob job, Instant registered) {
        for (int run = 0; run < job.runs(); run++) {
            assertThat(job.starts.get(run).plus(earliness()))
                    .as("run %d of %s, registered at %s", run + 1, job.starts, registered)
                    .isAfterOrEqualTo(registered
                            .plus(job.initialDelay())
                            .plus(job.interval().multipliedBy(run)));
        }
    }

    @Test
    void theEngineSaysWhenAJobIsDueAndWhetherItRuns() {
        RecordingJob job = job("patient", ofHours(2)).firstAfter(ofHours(1));
        host(job).run(context -> {
            JobEngine engine = context.getBean(JobEngine.class);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> engine.nextRun("patient").isPresent());

            assertThat(engine.nextRun("patient").orElseThrow()).isEqualTo(dueTime("patient"));
            assertThat(engine.nextRun("nobody")).isEmpty();
            assertThat(engine.isRunning("patient")).isFalse();
            assertThat(engine.isRunning("nobody")).isFalse();
        });
    }

    /** Whether the engine can tell that a job is running. Where a lock keeps others away, only the lock could. */
    boolean knowsOfRuns() {
        return true;
    }

    @Test
    void theEngineKnowsOfARunOnWhateverNode() {
        CountDownLatch release = new CountDownLatch(1);
        RecordingJob job = job("busy", ofHours(2)).firstAfter(ZERO).waitingFor(release);
        host(job).run(context -> {
            JobEngine engine = context.getBean(JobEngine.class);
            awaitRuns(job, 1);

            await().atMost(PATIENCE).until(() -> engine.isRunning("busy") == knowsOfRuns());

            release.countDown();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> !engine.isRunning("busy"));
        });
    }

    @Test
    void aJobRunsAfterItsInitialDelayAndThenOnceAnInterval() {
        RecordingJob regular = job("regular", shortInterval());
        RecordingJob eager = job("eager", ofHours(1)).firstAfter(ZERO);
        RecordingJob patient = job("patient", shortInterval()).firstAfter(ofHours(1));
        Instant before = Instant.now();
        host(regular, eager, patient).run(context -> {
            awaitRuns(regular, 3);
            awaitRuns(eager, 1);

            assertNoneAheadOfTime(regular, before);
            assertThat(eager.runs()).isOne();
            assertThat(patient.runs()).isZero();
        });
    }

    @Test
    void restartsMoreFrequentThanTheIntervalNeitherStarveAJobNorMakeItRunMoreOften() {
        RecordingJob hourly = job("hourly", ofHours(1));
        restart(() -> expectDueIn("hourly", ofHours(1)), hourly);
        Instant first = dueTime("hourly");
        letTimePass(ofMinutes(25));
        restart(() -> expectDueTime("hourly", first.minus(ofMinutes(25))), hourly);
        letTimePass(ofMinutes(25));
        restart(() -> expectDueTime("hourly", first.minus(ofMinutes(50))), hourly);
        assertThat(hourly.runs()).isZero();

        letTimePass(ofMinutes(25));
        host(hourly).run(context -> {
            awaitRuns(hourly, 1);
            awaitNextDueTime(hourly);
        });
        Instant next = first.minus(ofMinutes(75)).plus(ofHours(1)); // in the rhythm of the first one
        restart(() -> expectDueTime("hourly", next), hourly);
        assertThat(hourly.runs()).isOne();
    }

    @Test
    void runsThatWereMissedAreMadeUpForByOneThatBeginsANewRhythm() {
        RecordingJob hourly = job("hourly", ofHours(1));
        restart(() -> expectDueIn("hourly", ofHours(1)), hourly);
        letTimePass(ofHours(5).plus(ofMinutes(40)));

        host(hourly).run(context -> {
            awaitRuns(hourly, 1);
            awaitNextDueTime(hourly);
        });

        assertThat(hourly.runs()).isOne();
        expectDueAbout("hourly", hourly.starts.get(0).plus(ofHours(1)));
    }

    @Test
    void runsThatWereMissedJustNowAreMadeUpForByOneToo() {
        Duration interval = ofSeconds(20);
        RecordingJob frequent = job("frequent", interval);
        restart(() -> expectDueIn("frequent", interval), frequent);
        letTimePass(interval.plus(ofSeconds(50)));

        host(frequent).run(context -> {
            awaitRuns(frequent, 1);
            awaitNextDueTime(frequent);

            assertThat(dueTime("frequent").plus(earliness()))
                    .isAfterOrEqualTo(frequent.starts.get(0).plus(interval.dividedBy(2)));
        });
    }

    @Test
    void aChangedIntervalTakesEffectAtTheNextStart() {
        RecordingJob job = job("changing", ofHours(1)).firstAfter(ZERO);
        RecordingJob young = job("young", ofHours(3));
        host(job, young).run(context -> {
            awaitRuns(job, 1);
            awaitNextDueTime(job);
        });
        Instant due = dueTime("changing");

        restart(
                () -> {
                    expectDueTime("changing", due.plus(ofHours(2)));
                    expectDueIn("young", ofMinutes(50)); // it has never run
                },
                job.every(ofHours(3)),
                young.every(ofMinutes(50)));
        restart(() -> expectDueTime("changing", due.minus(ofMinutes(15))), job.every(ofMinutes(45)));
        assertThat(job.runs()).isOne();

        letTimePass(ofMinutes(40));
        host(job.every(ofMinutes(30))).run(context -> {
            awaitRuns(job, 2);
            awaitNextDueTime(job);
        });
        assertThat(job.runs()).isEqualTo(2);
        expectDueTime("changing", due.minus(ofHours(1)).minus(ofMinutes(40)).plus(ofHours(1)));
    }

    @Test
    void jobsThatAreDisabledOrGoneLeaveNothingBehind() {
        RecordingJob kept = job("kept", ofHours(1));
        RecordingJob disabled = job("disabled", ofHours(1));
        RecordingJob gone = job("gone", ofHours(1));
        restart(
                () -> assertThat(jobsInStore()).containsExactlyInAnyOrder("kept", "disabled", "gone"),
                kept,
                disabled,
                gone);
        letTimePass(ofMinutes(30));

        List<String> remains = new ArrayList<>(remainsOf("gone"));
        remains.add("kept");
        restart(
                () -> assertThat(jobsInStore()).containsExactlyInAnyOrderElementsOf(remains),
                kept,
                disabled.disabled());
        expectDueIn("kept", ofMinutes(30));

        remains.remove("kept");
        restart(
                () -> assertThat(jobsInStore()).containsExactlyInAnyOrderElementsOf(remains),
                kept.disabled(),
                disabled.disabled());

        restart(() -> expectDueIn("kept", ofHours(1)), kept);
    }

    @Test
    void jobsDisturbNeitherOneAnotherNorThemselves() {
        RecordingJob failing = job("failing", shortInterval()).doing(() -> {
            throw new IllegalStateException("always");
        });
        RecordingJob broken = job("broken", ofHours(1)).firstAfter(ZERO).doing(() -> {
            throw new NoClassDefFoundError("an error, too");
        });
        CountDownLatch release = new CountDownLatch(1);
        RecordingJob endless = job("endless", shortInterval()).waitingFor(release);
        RecordingJob other = job("other", shortInterval());
        host(failing, broken, endless, other).run(context -> {
            awaitRuns(failing, 2);
            awaitRuns(broken, 1);
            awaitRuns(endless, 1);
            awaitRuns(other, endless.runs() + 2);

            assertThat(endless.runs())
                    .as("runs of a job that takes longer than its interval")
                    .isOne();
            awaitNextDueTime(broken);
            assertThat(broken.runs())
                    .as("runs of a job that failed, and is not due")
                    .isOne();

            release.countDown();
            awaitRuns(endless, 2);
        });
    }

    @Test
    void whatTheEndOfTheHostCutsShortIsRunByTheNextOneAndKeepsItsRhythm() {
        RecordingJob job = job("endless", ofHours(1)).waitingFor(new CountDownLatch(1));
        restart(() -> expectDueIn("endless", ofHours(1)), job);
        Instant first = dueTime("endless");
        letTimePass(ofMinutes(80));
        host(job).run(context -> awaitRuns(job, 1));
        assertThat(job.interruptions).hasValue(1);

        RecordingJob again = job("endless", ofHours(1));
        host(again).run(context -> {
            awaitRuns(again, 1);
            awaitNextDueTime(again);
        });
        assertThat(again.runs()).isOne();
        expectDueTime("endless", first.minus(ofMinutes(80)).plus(ofHours(1)));
    }

    @Test
    void twoHostsOnOneStoreShareTheRuns() {
        RecordingJob job = job("shared", shortInterval());
        Instant before = Instant.now();
        host(job).run(first -> {
            host(job).run(second -> awaitRuns(job, 3));
            awaitRuns(job, 4);
        });
        assertNoneAheadOfTime(job, before);
    }

    /** Whether a host takes from the store what is due there, be it a job of its own or not. */
    boolean takesJobsOfOthers() {
        return true;
    }

    /** Until a host that has just started has made the store forget what is disabled on it. */
    void awaitCleanUp() {}

    /** Whether it soon lets others go first with such a job, while it is still up. */
    boolean letsOthersGoFirst() {
        return true;
    }

    @Test
    void aJobThatAnOldVersionDoesNotKnowRunsOnTheNewOne() {
        expectToBeLeftTo(job("added", ofHours(1)), host());
    }

    @Test
    void aJobThatIsDisabledOnAHostRunsOnTheOneThatStartedAfterIt() {
        RecordingJob enabled = job("enabled", ofHours(1));
        expectToBeLeftTo(enabled, host(enabled.disabled()));
    }

    private void expectToBeLeftTo(RecordingJob job, ApplicationContextRunner other) {
        other.run(context -> {
            awaitCleanUp();
            restart(() -> expectDueIn(job.name(), ofHours(1)), job);
            letTimePass(ofMinutes(62));
            if (takesJobsOfOthers()) {
                await("being put off")
                        .atMost(PATIENCE)
                        .ignoreExceptions() // while a host has it, there may be no due time
                        .until(() -> dueTime(job.name()).isAfter(Instant.now().minus(ofMinutes(1))));
            }
            if (letsOthersGoFirst()) {
                host(job).run(beside -> awaitRuns(job, 1));
            }
        });
        host(job).run(after -> awaitRuns(job, 1));
    }
}
