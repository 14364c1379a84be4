package io.autoimport.core.command;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of what is on record of a worker. Without an action it is bookkeeping, of which nobody need hear. */
record RecordChange(WorkerRecord before, WorkerRecord after, PlannedChange.@Nullable Action action) {

    /**
     * What has to change since the instance was seen.
     *
     * @param update whether the worker follows its instance; else only the marks of missing are taken from it
     */
    static Optional<RecordChange> ofSeen(WorkerRecord record, Instance instance, boolean update) {
        Worker refreshed = update ? record.worker().refreshed(instance) : record.worker();
        boolean changed = !record.worker().changesTo(refreshed).isEmpty();
        WorkerRecord after = record.present(changed ? refreshed : record.worker());
        if (record.isMissing()) {
            return Optional.of(new RecordChange(record, after, PlannedChange.Action.RESTORE));
        }
        if (changed) {
            return Optional.of(new RecordChange(record, after, PlannedChange.Action.UPDATE));
        }
        return record.misses() > 0 ? Optional.of(new RecordChange(record, after, null)) : Optional.empty();
    }

    static RecordChange missed(WorkerRecord record, int misses) {
        return new RecordChange(record, record.missed(misses, null), null);
    }

    static RecordChange missing(WorkerRecord record, int misses, Instant since) {
        return new RecordChange(record, record.missed(misses, since), PlannedChange.Action.MARK_MISSING);
    }

    String instanceId() {
        return before.instanceId();
    }

    Optional<DomainEvent> event(String runId, Instant now) {
        if (action == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (action) {
                    case UPDATE -> new WorkerUpdated(runId, after.worker(), before.worker(), now);
                    case RESTORE -> {
                        Instant since = before.missingSince() == null ? now : before.missingSince();
                        yield new WorkerRestored(runId, after.worker(), since, now);
                    }
                    case MARK_MISSING -> new WorkerMissing(runId, after.worker(), now);
                    case IMPORT, REJECT -> throw new IllegalStateException(action + " changes no record");
                });
    }

    Optional<PlannedChange> planned(ImportTarget target) {
        if (action == null) {
            return Optional.empty();
        }
        List<String> changes = before.worker().changesTo(after.worker());
        return Optional.of(new PlannedChange(
                action,
                target.source().name(),
                target.region(),
                instanceId(),
                after.worker().name(),
                changes.isEmpty() ? null : String.join("; ", changes)));
    }
}
