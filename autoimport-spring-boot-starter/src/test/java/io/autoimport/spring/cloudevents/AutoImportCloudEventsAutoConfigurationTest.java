package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.workers.EventRelay;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.jdbc.core.JdbcTemplate;

class AutoImportCloudEventsAutoConfigurationTest {

    private static final String SINK = EventHost.PREFIX + "sink=http://127.0.0.1:1/in";

    private final ApplicationContextRunner host =
            new ApplicationContextRunner().withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS);

    private final ApplicationContextRunner enabled = host.withPropertyValues(EventHost.PREFIX + "enabled=true");

    @Test
    void nothingIsThereUnlessItIsAskedFor() {
        host.withPropertyValues(SINK)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EventRelay.class)
                        .doesNotHaveBean(OutboxDelivery.class)
                        .doesNotHaveBean(Outbox.class));
    }

    @Test
    void eventsAreOfferedToTheApplicationAndKeptOnlyForASink() {
        List<CloudEvent> seen = new CopyOnWriteArrayList<>();
        enabled.withPropertyValues("spring.application.name=fleet", EventHost.PREFIX + "type-prefix=org.example")
                .withInitializer(context -> context.addApplicationListener(
                        ApplicationListener.forPayload((CloudEvent event) -> seen.add(event))))
                .run(context -> {
                    context.getBean(EventRelay.class).relay(List.of(Facts.imported(1)));

                    assertThat(context).doesNotHaveBean(Outbox.class).doesNotHaveBean(OutboxDelivery.class);
                    assertThat(seen).singleElement().satisfies(event -> {
                        assertThat(event.getType()).isEqualTo("org.example.worker.imported.v1");
                        assertThat(event.getSource()).hasToString("/fleet/auto-import");
                    });
                });
    }

    @Test
    void anOutboxOfTheHostsOwnWins() {
        EventHost.on("jdbc:h2:mem:own", "http://127.0.0.1:1/in")
                .withBean(Outbox.class, InMemoryOutbox::new)
                .run(context -> assertThat(context).getBean(Outbox.class).isInstanceOf(InMemoryOutbox.class));
    }

    @Test
    void aSinkWithoutADatabaseIsRefused() {
        enabled.withPropertyValues(SINK)
                .withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining("there is no database"));
    }

    @Test
    void withoutTheSdkTheStartFailsAndSaysSo() {
        enabled.withClassLoader(new FilteredClassLoader("io.cloudevents"))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasMessageContaining("does not have the CloudEvents SDK"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type-prefix|a..b|not made of words",
                "source|a b|not a URI reference",
                "sink|ftp://127.0.0.1|not a URL",
                "sink|http://s3cret.example.org/?k=s3cr3t|plain http to another machine",
                "request-timeout|0|more than zero",
                "connect-timeout|2d|a day at most",
                "outbox.max-size|0|at least 1",
                "outbox.max-backoff|100ms|shorter than",
            })
    void aValueThatCannotBeRightIsRefused(String key, String value, String reason) {
        enabled.withPropertyValues(SINK, EventHost.PREFIX + key + "=" + value)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidAutoImportPropertyException.class)
                        .hasMessageContaining(EventHost.PREFIX + key)
                        .hasMessageContaining(reason)
                        .hasMessageNotContaining("s3cr3t"));
    }
}
