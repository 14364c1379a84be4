package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Text;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.spi.LoggingEventBuilder;

/** The key-values that the log lines of a run carry, so that a log can be searched by run, source and region. */
public final class RunLog {

    /** What {@code job.type} says of the import job, in log lines and spans. */
    public static final String JOB_TYPE = "auto_import_workers";

    private RunLog() {}

    /**
     * Marks a line as one of a run.
     *
     * @param line a line about to be logged
     * @param runId identifies the run
     * @param sources what the run is about
     * @return the line with {@code job.type}, {@code job.run_id} and, if there are any, the names of sources and
     *     regions divided by commas
     */
    public static LoggingEventBuilder of(LoggingEventBuilder line, String runId, Collection<ImportSource> sources) {
        LoggingEventBuilder marked = of(line, runId);
        if (sources.isEmpty()) {
            return marked;
        }
        return marked.addKeyValue("source", joined(sources.stream().map(ImportSource::name)))
                .addKeyValue("region", joined(sources.stream().flatMap(source -> source.regions().stream())));
    }

    /**
     * Marks a line as one of a target.
     *
     * @param line a line about to be logged
     * @param runId identifies the run
     * @param target the target
     * @return the line with {@code job.type}, {@code job.run_id}, {@code source} and {@code region}
     */
    public static LoggingEventBuilder of(LoggingEventBuilder line, String runId, ImportTarget target) {
        return of(line, runId)
                .addKeyValue("source", Text.singleLine(target.source().name()))
                .addKeyValue("region", target.region());
    }

    /**
     * Adds what came out of a run.
     *
     * @param line a line about to be logged
     * @param result what the run did
     * @return the line with {@code job.status}, {@code job.dry_run}, {@code job.duration_ms} and a count for each of
     *     {@code job.workers_found}, {@code _imported}, {@code _skipped}, {@code _failed}, {@code _updated},
     *     {@code _missing} and {@code _restored}
     */
    public static LoggingEventBuilder of(LoggingEventBuilder line, JobResult result) {
        return line.addKeyValue("job.status", result.status().code())
                .addKeyValue("job.dry_run", result.dryRun())
                .addKeyValue("job.duration_ms", result.duration().toMillis())
                .addKeyValue("job.workers_found", result.totalFound())
                .addKeyValue("job.workers_imported", result.totalImported())
                .addKeyValue("job.workers_skipped", result.totalSkipped())
                .addKeyValue("job.workers_failed", result.totalFailed())
                .addKeyValue("job.workers_updated", result.totalUpdated())
                .addKeyValue("job.workers_missing", result.totalMissing())
                .addKeyValue("job.workers_restored", result.totalRestored());
    }

    private static LoggingEventBuilder of(LoggingEventBuilder line, String runId) {
        return line.addKeyValue("job.type", JOB_TYPE).addKeyValue("job.run_id", runId);
    }

    private static String joined(Stream<String> names) {
        return Text.singleLine(names.distinct().collect(Collectors.joining(",")));
    }
}
