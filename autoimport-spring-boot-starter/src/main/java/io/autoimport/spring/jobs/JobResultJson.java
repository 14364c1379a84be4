package io.autoimport.spring.jobs;

import io.autoimport.core.model.JobResult;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Results as stores keep them. Thread-safe. */
public final class JobResultJson {

    private static final Logger log = LoggerFactory.getLogger(JobResultJson.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JobResultJson() {}

    /**
     * Writes a result.
     *
     * @param result what a run did
     * @return JSON
     */
    public static String write(JobResult result) {
        return JSON.writeValueAsString(result);
    }

    /**
     * Reads a result.
     *
     * @param json what {@link #write} made, of this version or of another one
     * @return the result, or empty if this version can't read it
     */
    public static Optional<JobResult> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, JobResult.class));
        } catch (JacksonException e) {
            log.debug("A stored result can't be read, and is left out", e);
            return Optional.empty();
        }
    }
}
