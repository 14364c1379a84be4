package io.autoimport.spring.cloudevents;

import java.net.URI;

/** The kinds of events, by the names under which they are published. */
enum EventKind {
    WORKER_IMPORTED("worker.imported"),
    WORKER_UPDATED("worker.updated"),
    WORKER_MISSING("worker.missing"),
    WORKER_RESTORED("worker.restored"),
    JOB_COMPLETED("job.completed");

    private static final String VERSION = "v1";

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** The type of the events. Data that receivers of this version can't read get another version. */
    String type(String prefix) {
        return prefix + "." + code + "." + VERSION;
    }

    /** What identifies the schema of the data, whatever the prefix. */
    URI dataSchema() {
        return URI.create("urn:auto-import:schema:" + code + ":" + VERSION);
    }
}
