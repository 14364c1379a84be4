package io.autoimport.spring.jobs;

import io.autoimport.core.model.RunRecord;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs as stores keep them. Thread-safe. */
public final class RunRecordJson {

    private static final Logger log = LoggerFactory.getLogger(RunRecordJson.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunRecordJson() {}

    /**
     * Writes a run.
     *
     * @param run what it did
     * @return JSON
     */
    public static String write(RunRecord run) {
        return JSON.writeValueAsString(run);
    }

    /**
     * Reads a run.
     *
     * @param json what {@link #write} made, of this version or of another one
     * @return the run, or empty if this version can't read it
     */
    public static Optional<RunRecord> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, RunRecord.class));
        } catch (JacksonException e) {
            log.debug("A stored run can't be read, and is left out", e);
            return Optional.empty();
        }
    }
}
