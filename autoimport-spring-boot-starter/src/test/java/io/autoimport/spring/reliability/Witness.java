package io.autoimport.spring.reliability;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import io.autoimport.spring.reliability.Tripwire.Where;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What the host sees of the import: its events, of which it keeps a note in its own database, its results, and whether
 * another job of the host goes on. Thread-safe.
 */
final class Witness implements ImportListener, RecurrentJob {

    private final JdbcTemplate jdbc;
    private final Tripwire tripwire;
    private final List<JobResult> results = new CopyOnWriteArrayList<>();
    private final AtomicLong heartbeats = new AtomicLong();

    Witness(JdbcTemplate jdbc, Tripwire tripwire) {
        this.jdbc = jdbc;
        this.tripwire = tripwire;
    }

    /** The results since the last {@link #forget}. */
    List<JobResult> results() {
        return List.copyOf(results);
    }

    long heartbeats() {
        return heartbeats.get();
    }

    void forget() {
        results.clear();
    }

    @EventListener
    void imported(WorkerImported event) {
        jdbc.update(
                "INSERT INTO received (instance_id) VALUES (?)", event.worker().instanceId());
        tripwire.reached(Where.EVENT_LISTENER, Point.BEFORE_COMMIT);
    }

    @TransactionalEventListener
    void committed(WorkerImported event) {
        tripwire.reached(Where.EVENT_LISTENER, Point.AFTER_COMMIT);
    }

    @EventListener
    void completed(JobCompleted event) {
        results.add(event.result());
    }

    @Override
    public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
        tripwire.reached(Where.TELEMETRY, Point.IMAGE_LOOK_UP);
        return Observation.none();
    }

    @Override
    public Observation<ImportCounts> pageStarted(ImportTarget target, List<Instance> page) {
        tripwire.reached(Where.TELEMETRY, Point.FIRST_PAGE);
        return new Observation<>() {
            @Override
            public void completed(ImportCounts counts) {
                tripwire.reached(Where.TELEMETRY, Point.AFTER_COMMIT);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration initialDelay() {
        return Duration.ZERO;
    }

    @Override
    public void run() {
        heartbeats.incrementAndGet();
    }
}
