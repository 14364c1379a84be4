package io.autoimport.spring.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that the library logs while this is open, on every level, in whatever test of this JVM. */
public final class LibraryLog implements AutoCloseable {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.autoimport");
    private static int open;

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LibraryLog() {
        appender.list = new CopyOnWriteArrayList<>(); // which is read while others log
        appender.start();
        LOGGER.addAppender(appender);
        count(1);
    }

    private static synchronized void count(int more) {
        open += more;
        LOGGER.setLevel(open == 0 ? null : Level.TRACE); // null: that of the root
    }

    /** Messages, and the values beside them. */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (ILoggingEvent event : appender.list) {
            messages.add(event.getFormattedMessage());
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> messages.add(String.valueOf(pair.value)));
            }
        }
        return messages;
    }

    /** The same with stack traces. */
    public String everything() {
        StringBuilder all = new StringBuilder(String.join("\n", messages()));
        for (ILoggingEvent event : appender.list) {
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                all.append('\n').append(ThrowableProxyUtil.asString(thrown));
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        count(-1);
        boolean ignored = LOGGER.detachAppender(appender);
    }
}
