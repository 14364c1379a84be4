package io.autoimport.test.assertions;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results and events in words, for whoever reads why a test failed. */
final class ResultText {

    private static final int MOST_ENTRIES = 20;

    private ResultText() {}

    static String of(JobResult result) {
        StringBuilder text = new StringBuilder("run ").append(result.runId());
        text.append(": ").append(result.status()).append(result.dryRun() ? " (dry run), " : ", ");
        text.append(of(result.totals())).append(", ").append(result.apiCalls()).append(" API calls");
        if (result.reason() != null) {
            text.append("\n  reason: ").append(result.reason());
        }
        appendAll(text, "warning: ", result.warnings());
        appendAll(text, "target ", result.targets().stream().map(ResultText::of).toList());
        appendAll(text, "imported: ", result.importedWorkerIds());
        if (result.truncated()) {
            text.append("\n  imported: more than these");
        }
        @Nullable ImportPlan plan = result.plan();
        if (plan != null) {
            List<String> changes = plan.changes().stream()
                    .map(change -> change.action() + " " + change.instanceId() + " (" + change.source() + "/"
                            + change.region() + ")")
                    .toList();
            appendAll(text, "planned: ", changes);
        }
        return text.toString();
    }

    static String of(TargetResult target) {
        StringBuilder text = new StringBuilder(target.source()).append('/').append(target.region());
        text.append(": ").append(target.status()).append(", ").append(of(target.counts()));
        if (target.account() != null) {
            text.append(", account ").append(target.account());
        }
        if (target.failure() != null) {
            text.append(", failure ").append(target.failure().describe());
        }
        if (!target.warnings().isEmpty()) {
            text.append(", warnings ").append(target.warnings());
        }
        return text.toString();
    }

    static String of(ImportCounts counts) {
        return counts.found() + " found = " + counts.imported() + " imported + " + counts.skipped() + " skipped + "
                + counts.failed() + " failed; " + counts.updated() + " updated, " + counts.missing() + " missing, "
                + counts.restored() + " restored";
    }

    static String of(List<DomainEvent> events) {
        if (events.isEmpty()) {
            return "no events";
        }
        StringBuilder text = new StringBuilder(events.size() == 1 ? "1 event" : events.size() + " events");
        appendAll(text, "", events.stream().map(ResultText::of).toList());
        return text.toString();
    }

    private static String of(DomainEvent event) {
        if (event instanceof JobCompleted completed) {
            return "JobCompleted, " + of(completed.result()).replace("\n", "\n  ");
        }
        Worker worker = workerOf(event);
        String text = event.getClass().getSimpleName() + " " + worker.instanceId() + " \"" + worker.name() + "\" ("
                + worker.source() + "/" + worker.instance().region() + ", run " + event.runId() + ")";
        return event instanceof WorkerUpdated updated ? text + " " + updated.changes() : text;
    }

    /** The worker that an event of a worker is about. */
    static Worker workerOf(DomainEvent event) {
        if (event instanceof WorkerImported imported) {
            return imported.worker();
        }
        if (event instanceof WorkerUpdated updated) {
            return updated.worker();
        }
        if (event instanceof WorkerMissing missing) {
            return missing.worker();
        }
        if (event instanceof WorkerRestored restored) {
            return restored.worker();
        }
        throw new IllegalArgumentException("No worker in " + event);
    }

    private static void appendAll(StringBuilder text, String title, List<String> entries) {
        String lines = entries.stream()
                .limit(MOST_ENTRIES)
                .map(entry -> "\n  " + title + entry)
                .collect(Collectors.joining());
        text.append(lines);
        if (entries.size() > MOST_ENTRIES) {
            text.append("\n  ")
                    .append(title)
                    .append("and ")
                    .append(entries.size() - MOST_ENTRIES)
                    .append(" more");
        }
    }
}
