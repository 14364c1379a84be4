package io.autoimport.core.telemetry;

/** The meters of the import, as every implementation names them. Times are in seconds. */
public enum ImportMeter {
    /** Runs by {@code status}. */
    RUNS("auto_import.runs", "{run}", "Runs of the job, also those that were skipped"),
    /** How long runs take, by {@code status}. */
    RUN_DURATION("auto_import.run.duration", "s", "How long a run took"),
    /** Targets done by {@code source}, {@code region} and {@code status}. */
    TARGETS("auto_import.targets", "{target}", "Targets done, wholly or in part or not at all"),
    /** Workers by {@code source}, {@code region} and {@code outcome}; not those that a dry run only plans. */
    WORKERS("auto_import.workers", "{worker}", "What became of instances and workers"),
    /** Requests sent to AWS by {@code source} and {@code region}. */
    API_CALLS("auto_import.api.calls", "{request}", "Requests sent to AWS, retries included"),
    /** Those of them that AWS refused for too many requests. */
    API_THROTTLES("auto_import.api.throttles", "{request}", "Requests that AWS refused because there were too many"),
    /** Seconds since the last success by {@code source} and {@code region}: a gauge. */
    LAST_SUCCESS_AGE("auto_import.last_success.age", "s", "Time since a target was last complete, on whatever node"),
    /** Seconds between two runs: a gauge, to compare the age with. */
    INTERVAL("auto_import.interval", "s", "Time from one run's start to the next"),
    /** Events that wait to be delivered: a gauge. */
    OUTBOX_BACKLOG("auto_import.outbox.backlog", "{event}", "Events that wait to be delivered to the sink");

    /** The tag that names a source. */
    public static final String SOURCE = "source";

    /** The tag that names a region. */
    public static final String REGION = "region";

    /** The tag that says how a run or a target ended. */
    public static final String STATUS = "status";

    /** The tag that says what became of workers. */
    public static final String OUTCOME = "outcome";

    private final String code;
    private final String unit;
    private final String description;

    ImportMeter(String code, String unit, String description) {
        this.code = code;
        this.unit = unit;
        this.description = description;
    }

    /**
     * The name.
     *
     * @return for example {@code auto_import.runs}
     */
    public String code() {
        return code;
    }

    /**
     * The unit, as UCUM writes it.
     *
     * @return {@code s}, or what is counted in braces
     */
    public String unit() {
        return unit;
    }

    /**
     * What it tells.
     *
     * @return a few words
     */
    public String description() {
        return description;
    }
}
