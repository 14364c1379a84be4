package io.autoimport.spring.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.spring.support.SimulatedHost;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;

class AutoImportEventsAutoConfigurationTest {

    private final ApplicationContextRunner host =
            new ApplicationContextRunner().withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS);

    @Test
    void domainEventsAreApplicationEvents() {
        List<DomainEvent> seen = new CopyOnWriteArrayList<>();
        host.withInitializer(context -> context.addApplicationListener(
                        ApplicationListener.forPayload((JobCompleted event) -> seen.add(event))))
                .run(context -> {
                    seen.clear();
                    context.getBean(AutoImportWorkersJob.class).execute(false);
                    assertThat(seen).hasSize(1);
                });
    }

    @Test
    void aPublisherOfTheHostsOwnWins() {
        List<DomainEvent> seen = new CopyOnWriteArrayList<>();
        host.withBean(EventPublisher.class, () -> seen::addAll).run(context -> {
            assertThat(context).hasSingleBean(EventPublisher.class);
            seen.clear();
            context.getBean(AutoImportWorkersJob.class).execute(false);
            assertThat(seen).hasSize(1);
        });
    }
}
