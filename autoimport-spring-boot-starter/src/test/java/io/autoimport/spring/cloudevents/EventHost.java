package io.autoimport.spring.cloudevents;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.spring.outbox.Backlog;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.workers.EventRelay;
import java.net.URI;
import java.util.List;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hosts that deliver events, without an import: what happens is up to the test. Their pauses are short. */
final class EventHost {

    static final String PREFIX = "auto-import.events.cloudevents.";

    private EventHost() {}

    static ApplicationContextRunner on(String databaseUrl, String sink) {
        return new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withPropertyValues(
                        "spring.datasource.url=" + databaseUrl,
                        "spring.datasource.username=" + (databaseUrl.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "auto-import.jdbc.initialize-schema=always",
                        PREFIX + "enabled=true",
                        PREFIX + "sink=" + sink,
                        PREFIX + "outbox.min-backoff=10ms",
                        PREFIX + "outbox.max-backoff=100ms",
                        PREFIX + "outbox.poll-interval=50ms");
    }

    /** Lets things happen in one transaction, as those of a page do. */
    static void happen(ApplicationContext host, List<? extends DomainEvent> events) {
        transaction(host)
                .executeWithoutResult(status -> host.getBean(EventRelay.class).relay(events));
    }

    static TransactionTemplate transaction(ApplicationContext host) {
        return new TransactionTemplate(host.getBean(PlatformTransactionManager.class));
    }

    static Backlog backlog(ApplicationContext host) {
        return host.getBean(Outbox.class).backlog();
    }

    static boolean isEmpty(ApplicationContext host) {
        return backlog(host).waiting() == 0;
    }

    /** The ids that the events have as CloudEvents. */
    static List<String> idsOf(List<? extends DomainEvent> events) {
        CloudEventFactory factory = new CloudEventFactory("io.autoimport", URI.create("/test"));
        return events.stream().map(event -> factory.event(event).id()).toList();
    }
}
