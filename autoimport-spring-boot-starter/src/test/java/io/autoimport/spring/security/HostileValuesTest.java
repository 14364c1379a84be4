package io.autoimport.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.Text;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.spring.actuator.AutoImportEndpoint;
import io.autoimport.spring.support.LibraryLog;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and tags that want to be lines of the log, or commands: they are kept as they are, and harm nobody. */
@Isolated("reads what all hosts of the JVM log")
class HostileValuesTest {

    private static final String HOSTILE =
            "x\nWARN forged\t\u202e\u2028\u2029\u0085\u200b${jndi:ldap://127.0.0.1:1/x} %s {}"
                    + " '; DROP TABLE auto_import_worker; -- <img src=x onerror=alert(1)>";

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mariadb"})
    void whatTheyLookLikeIsKeptAndNoLineIsForged(String kind) {
        try (Ec2Simulator ec2 = Ec2Simulator.start();
                LibraryLog log = new LibraryLog()) {
            SimulatedRegion region = ec2.region("us-east-1");
            SimulatedInstance instance = region.launch(
                            region.registerImage("CML-2.7.0-" + HOSTILE),
                            1,
                            options -> options.tag("Name", HOSTILE).tag(HOSTILE.substring(0, 100), HOSTILE))
                    .get(0);
            region.launch(region.registerImage("CML-2.7.0-ok"), 1, options -> options.tag("Ignore", HOSTILE));
            SimulatedHost.on(ec2, url(kind))
                    .withPropertyValues(
                            "auto-import.workers.ignore.tags.Ignore=*",
                            "management.endpoints.web.exposure.include=autoimport")
                    .run(context -> {
                        AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
                        JobResult result = job.execute();
                        assertThat(result.importedWorkerIds()).contains(instance.id());
                        region.tag(instance.id(), "Name", HOSTILE + "2");
                        AutoImportEndpoint endpoint = context.getBean(AutoImportEndpoint.class);
                        endpoint.run(true, null);
                        endpoint.explain(instance.id(), null);
                        assertThat(job.execute().totalUpdated()).isEqualTo(1);
                        ec2.faults().malformXml();
                        JobResult failed = job.execute();

                        assertThat(context.getBean(ReconcilableWorkerRepository.class)
                                        .findRecords(Set.of(instance.id()))
                                        .get(instance.id())
                                        .orElseThrow()
                                        .worker()
                                        .instance()
                                        .tags())
                                .containsEntry("Name", HOSTILE + "2")
                                .containsEntry(HOSTILE.substring(0, 100), HOSTILE);
                        assertThatEachIsOneLine(List.of(
                                String.valueOf(result.reason()),
                                String.valueOf(failed.reason()),
                                String.join(" ", failed.warnings())));
                    });
            assertThat(log.messages()).isNotEmpty();
            assertThatEachIsOneLine(log.messages());
        }
    }

    private static String url(String kind) {
        return switch (kind) {
            case "h2" -> TestDatabases.h2Url();
            case "postgresql" -> TestDatabases.postgresUrl();
            default -> TestDatabases.mariaDbUrl();
        };
    }

    private static void assertThatEachIsOneLine(List<String> texts) {
        assertThat(texts).allSatisfy(text -> assertThat(text).isEqualTo(Text.singleLine(text)));
    }
}
