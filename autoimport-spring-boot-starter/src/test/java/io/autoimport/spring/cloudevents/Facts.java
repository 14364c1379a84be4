package io.autoimport.spring.cloudevents;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Things that happened. */
final class Facts {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final String RUN = "run-1";

    private Facts() {}

    static String id(int worker) {
        return "i-%017x".formatted(worker);
    }

    static Worker worker(int number) {
        return worker(number, InstanceState.RUNNING);
    }

    static Worker worker(int number, InstanceState state) {
        return Worker.of(
                new Instance(
                        id(number),
                        "us-east-1",
                        "444455556666",
                        new Image("ami-0123456789abcdef0", "CML-2.7.0-lite", null, null, "111122223333", null),
                        state,
                        "c5.2xlarge",
                        NOW,
                        "10.0.0.1",
                        null,
                        Map.of(Instance.NAME_TAG, "Überwachung \"監視\" " + number, "empty", "")),
                "default",
                "auto-import-job",
                RUN,
                NOW);
    }

    static WorkerImported imported(int worker) {
        return new WorkerImported(RUN, worker(worker));
    }

    static WorkerUpdated updated(int worker, Instant at) {
        return new WorkerUpdated(RUN, worker(worker, InstanceState.STOPPED), worker(worker), at);
    }

    static WorkerMissing missing(int worker, Instant at) {
        return new WorkerMissing(RUN, worker(worker), at);
    }

    static WorkerRestored restored(int worker, Instant missingSince, Instant at) {
        return new WorkerRestored(RUN, worker(worker), missingSince, at);
    }

    static JobCompleted completed(String run) {
        return new JobCompleted(JobResult.skipped(run, "disabled", NOW, false));
    }

    /** A worker's import, and what changed after it, second by second. */
    static List<DomainEvent> lifeOf(int worker, int changes) {
        return IntStream.rangeClosed(0, changes)
                .mapToObj(change ->
                        change == 0 ? (DomainEvent) imported(worker) : updated(worker, NOW.plusSeconds(change)))
                .toList();
    }
}
