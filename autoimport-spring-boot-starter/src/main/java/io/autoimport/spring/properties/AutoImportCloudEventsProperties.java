package io.autoimport.spring.properties;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the events in the form of CloudEvents.
 *
 * @param enabled Whether each event is offered as a CloudEvent, too. Needs 'io.cloudevents:cloudevents-core'.
 * @param typePrefix What the types of the events begin with, best a reversed domain name.
 * @param source Where the events come from, a URI reference. '/&lt;spring.application.name&gt;/auto-import' if not set.
 * @param sink URL to which each event is sent by HTTP POST; plain http only to this machine. If set, events are kept
 *     in the database until they are delivered. Never shown.
 * @param allowPlaintextSink Whether the sink may be plain http to another machine.
 * @param connectTimeout How long a connection to the sink may take, more than zero and at most a day. A plain number
 *     is seconds.
 * @param requestTimeout How long the sink may take for its answer, more than zero and at most a day. A plain number is
 *     seconds.
 * @param outbox How events are kept until they are delivered.
 */
@ConfigurationProperties(AutoImportCloudEventsProperties.PREFIX)
public record AutoImportCloudEventsProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("io.autoimport") String typePrefix,
        @Nullable String source,
        @Nullable String sink,
        @DefaultValue("false") boolean allowPlaintextSink,

        @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS)
        Duration connectTimeout,

        @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS)
        Duration requestTimeout,

        @DefaultValue Outbox outbox) {

    /** The prefix of these properties. */
    public static final String PREFIX = "auto-import.events.cloudevents";

    /** Without values: the sink may carry a secret. */
    @Override
    public String toString() {
        return PREFIX;
    }

    /**
     * How events are kept until they are delivered.
     *
     * @param maxSize How many events may wait, at least 1. If there is no room for those of a page, the page is rolled
     *     back, and comes with the next run.
     * @param pollInterval How often to look for events that another node has left behind. A plain number is seconds.
     * @param minBackoff How long to wait after an event's first failed delivery; twice as long after each further one.
     *     A plain number is seconds.
     * @param maxBackoff How long to wait at most, no less than 'outbox.min-backoff'. A plain number is seconds.
     */
    public record Outbox(
            @DefaultValue("100000") int maxSize,

            @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS)
            Duration pollInterval,

            @DefaultValue("1s") @DurationUnit(ChronoUnit.SECONDS)
            Duration minBackoff,

            @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS)
            Duration maxBackoff) {}
}
