package io.autoimport.core.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Holds the log lines of the library while it is open. */
public final class LogCapture implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.autoimport");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogCapture() {
        appender.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(appender);
    }

    /** {@code LEVEL message} of each line of level INFO and above. */
    public List<String> lines() {
        return events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
    }

    /** All events, those of level DEBUG too. */
    public List<ILoggingEvent> allEvents() {
        return List.copyOf(appender.list);
    }

    /** The lines of level DEBUG. */
    public List<String> debugLines() {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLevel().equals(Level.DEBUG))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    public static Map<String, String> keyValues(ILoggingEvent event) {
        return event.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }
}
