package io.autoimport.spring.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobStatus;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.config.EventPublicationAutoConfiguration;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.ClassUtils;

/** A host whose events are kept by Spring Modulith's registry in the same transaction as the workers. */
class PublicationRegistryTest {

    private static final int FLEET = 3;

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final ApplicationContextRunner host = SimulatedHost.on(ec2, TestDatabases.postgresUrl())
            .withConfiguration(AutoConfigurations.of(
                    JdbcTemplateAutoConfiguration.class,
                    EventPublicationAutoConfiguration.class,
                    namedInModulith("jdbc.JdbcEventPublicationAutoConfiguration"),
                    namedInModulith("jackson.JacksonEventSerializationConfiguration")))
            .withPropertyValues(
                    "spring.modulith.events.jdbc.schema-initialization.enabled=true",
                    "spring.modulith.events.republish-outstanding-events-on-restart=true");

    private static Class<?> namedInModulith(String name) {
        return ClassUtils.resolveClassName("org.springframework.modulith.events." + name, null);
    }

    @BeforeEach
    void launch() {
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-a"), FLEET, launch -> launch.tag("team", "blue"));
    }

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void aListenerThatCrashesGetsItsEventsAfterARestart() {
        Welcome crashing = new Welcome(true);
        host.withBean(Welcome.class, () -> crashing).run(context -> {
            assertThat(context.getBean(AutoImportWorkersJob.class)
                            .execute(false)
                            .status())
                    .isEqualTo(JobStatus.SUCCESS);
            await().until(() -> crashing.received.size() == FLEET);
        });

        Welcome healthy = new Welcome(false);
        host.withBean(Welcome.class, () -> healthy).run(context -> {
            await().until(() -> healthy.received.size() == FLEET);
            assertThat(healthy.received).containsExactlyInAnyOrderElementsOf(crashing.received);
            assertThat(context.getBean(AutoImportWorkersJob.class)
                            .execute(false)
                            .totalImported())
                    .isZero();
            EventPublicationRegistry registry = context.getBean(EventPublicationRegistry.class);
            await().until(() -> registry.findIncompletePublications().isEmpty());
        });

        Welcome bored = new Welcome(false);
        host.withBean(Welcome.class, () -> bored)
                .run(context -> assertThat(
                                context.getBean(EventPublicationRegistry.class).findIncompletePublications())
                        .isEmpty());
        assertThat(bored.received).isEmpty();
    }

    @Test
    void aPageThatIsRolledBackLeavesNoPublication() {
        Welcome welcome = new Welcome(false);
        host.withBean(Welcome.class, () -> welcome)
                .withBean(Veto.class, Veto::new)
                .run(context -> {
                    assertThat(context.getBean(AutoImportWorkersJob.class)
                                    .execute(false)
                                    .totalFailed())
                            .isEqualTo(FLEET);
                    assertThat(context.getBean(EventPublicationRegistry.class).findIncompletePublications())
                            .isEmpty();
                });
        assertThat(welcome.received).isEmpty();
    }

    @Test
    void aListenerOfTheTransactionIsToldOnceItIsCommitted() {
        AfterCommit listener = new AfterCommit();
        host.withBean(AfterCommit.class, () -> listener).run(context -> {
            context.getBean(AutoImportWorkersJob.class).execute(false);

            assertThat(listener.received).hasSize(FLEET);
        });
    }

    /** A listener of the host's. */
    static class Welcome {

        final List<WorkerImported> received = new CopyOnWriteArrayList<>();
        private final boolean crashing;

        Welcome(boolean crashing) {
            this.crashing = crashing;
        }

        @ApplicationModuleListener
        public void greet(WorkerImported event) {
            received.add(event);
            if (crashing) {
                throw new IllegalStateException("crashed on purpose");
            }
        }
    }

    /** A listener of the host's that refuses the last event of a page. */
    static class Veto {

        private int count;

        @EventListener
        public synchronized void refuse(WorkerImported event) {
            if (++count == FLEET) {
                throw new IllegalStateException("refused on purpose");
            }
        }
    }

    /** A listener of the host's that does its work once the page is committed. */
    static class AfterCommit {

        final List<WorkerImported> received = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        public void received(WorkerImported event) {
            received.add(event);
        }
    }
}
