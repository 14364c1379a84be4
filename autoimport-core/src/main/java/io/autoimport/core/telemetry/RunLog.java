package io.autoimport.core.telemetry;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
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

    private static LoggingEventBuilder of(LoggingEventBuilder line, String runId) {
        return line.addKeyValue("job.type", JOB_TYPE).addKeyValue("job.run_id", runId);
    }

    private static String joined(Stream<String> names) {
        return Text.singleLine(names.distinct().collect(Collectors.joining(",")));
    }
}
