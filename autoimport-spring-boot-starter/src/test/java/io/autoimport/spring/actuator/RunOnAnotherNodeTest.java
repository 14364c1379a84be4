package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.workers.JobResultDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Two nodes with one database, and with the lock that is made of it. */
class RunOnAnotherNodeTest {

    private final String database = TestDatabases.h2Url();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private ApplicationContextRunner node(String name, InstanceDiscovery discovery) {
        return new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withBean(InstanceDiscovery.class, () -> discovery)
                .withPropertyValues(
                        "spring.datasource.url=" + database,
                        "spring.datasource.username=sa",
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.ami-name=CML-*",
                        "auto-import.jobs.node=" + name,
                        "management.endpoints.web.exposure.include=autoimport");
    }

    private ScanOutcome busy() {
        begun.countDown();
        try {
            return release.await(1, TimeUnit.MINUTES) ? ScanOutcome.complete(1) : ScanOutcome.stopped(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ScanOutcome.stopped(1);
        }
    }

    @Test
    @Timeout(120)
    void whileOneNodeRunsTheOtherIsAConflictAndThenSeesTheRun() {
        node("one", (target, pages) -> busy())
                .run(one -> node("two", (target, pages) -> ScanOutcome.complete(1))
                        .run(two -> {
                            AutoImportEndpointWebExtension web = two.getBean(AutoImportEndpointWebExtension.class);
                            CompletableFuture<JobResultDescriptor> running = CompletableFuture.supplyAsync(
                                    () -> one.getBean(AutoImportEndpoint.class).run(false, null));
                            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

                            WebEndpointResponse<JobResultDescriptor> refused = web.run(false, null);
                            assertThat(refused.getStatus()).isEqualTo(409);
                            assertThat(refused.getBody().reason())
                                    .isEqualTo("another run is in progress on another node");

                            release.countDown();
                            assertThat(running.get(1, TimeUnit.MINUTES).status())
                                    .isEqualTo("success");
                            StatusDescriptor status =
                                    two.getBean(AutoImportEndpoint.class).describe();
                            assertThat(status.node()).isEqualTo("two");
                            assertThat(status.lastRun().node()).isEqualTo("one");
                            assertThat(status.targets().get(0).status()).isEqualTo("UP");
                            assertThat(web.run(false, null).getStatus()).isEqualTo(200);
                        }));
    }
}
