package io.autoimport.core.job;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Text;
import io.autoimport.core.telemetry.RunLog;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What the job says in the log, under its name. Thread-safe. */
final class JobLog {

    private static final Logger log = LoggerFactory.getLogger(AutoImportWorkersJob.class);

    private static final String DISABLED = "⏭️ Auto-import workers disabled - skipping job";

    private final AutoImportSettings settings;

    JobLog(AutoImportSettings settings) {
        this.settings = settings;
    }

    void disabled() {
        log.info(DISABLED);
    }

    void started(String runId) {
        line(runId, log.atInfo()).log("🔄 Starting auto-import workers job ({})", describe(settings.sources()));
    }

    void everythingIsScanned(RuntimeException e) {
        log.warn("⚠️ What was scanned last can't be told, so everything is scanned in full", e);
    }

    void endedUnexpectedly(String runId, Throwable e) {
        line(runId, log.atError()).setCause(e).log("An unexpected exception ended the auto-import");
    }

    void notPublished(String runId, Throwable e) {
        line(runId, log.atWarn())
                .setCause(e)
                .log("The end of the auto-import could not be published; the import itself is not affected");
    }

    void ended(JobResult result) {
        String runId = result.runId();
        String reason = reasonOf(result);
        result.warnings()
                .forEach(warning -> line(runId, log.atWarn()).log("⚠️ Auto-import: {}", Text.singleLine(warning)));
        switch (result.status()) {
            case SUCCESS -> outcome(result, log.atInfo()).log("✅ Auto-import completed: {}", counts(result));
            case PARTIAL ->
                outcome(result, log.atWarn()).log("⚠️ Auto-import partly completed: {}; {}", counts(result), reason);
            case SKIPPED -> logSkipped(result);
            case FAILED, ERROR -> {
                if (wasStopped(result)) {
                    outcome(result, log.atWarn()).log("⏹️ Auto-import stopped: {}", reason);
                } else {
                    outcome(result, log.atError()).log("❌ Auto-import failed: {}", reason);
                }
            }
        }
    }

    // With each deployment, perhaps: nobody is to be woken by that.
    private static boolean wasStopped(JobResult result) {
        List<Failure> failures = result.targets().stream()
                .map(TargetResult::failure)
                .filter(Objects::nonNull)
                .toList();
        return !failures.isEmpty() && failures.stream().allMatch(failure -> failure.cause() == FailureCause.STOPPED);
    }

    private void logSkipped(JobResult result) {
        if (!settings.enabled()) {
            outcome(result, log.atInfo()).log(DISABLED);
        } else if (settings.sources().isEmpty()) {
            outcome(result, log.atWarn()).log("⚠️ {}", reasonOf(result));
        } else {
            outcome(result, log.atInfo()).log("⏭️ Auto-import skipped: {}", reasonOf(result));
        }
    }

    private static String reasonOf(JobResult result) {
        return Text.singleLine(String.valueOf(result.reason()));
    }

    private static String counts(JobResult result) {
        // Not formatted: the digits would be those of the machine's language.
        String counts = result.totalImported() + " imported, " + result.totalSkipped() + " skipped, "
                + result.totalFound() + " total found";
        String others = counted(result.totalFailed(), "failed")
                + counted(result.totalUpdated(), "updated")
                + counted(result.totalMissing(), "missing")
                + counted(result.totalRestored(), "restored");
        return Text.singleLine(counts + others + (result.dryRun() ? " (dry run: nothing was written)" : ""));
    }

    private static String counted(long number, String what) {
        return number > 0 ? ", " + number + " " + what : "";
    }

    private LoggingEventBuilder outcome(JobResult result, LoggingEventBuilder event) {
        return RunLog.of(line(result.runId(), event), result);
    }

    private LoggingEventBuilder line(String runId, LoggingEventBuilder event) {
        return RunLog.of(event, runId, settings.sources());
    }

    private static String describe(List<ImportSource> sources) {
        return sources.stream()
                .map(source -> (source.regions().size() == 1 ? "region: " : "regions: ")
                        + String.join(", ", source.regions()) + ", "
                        + source.criterion().describe())
                .collect(Collectors.joining("; "));
    }
}
