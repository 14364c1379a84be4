package io.autoimport.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.spring.actuator.AutoImportEndpoint;
import io.autoimport.spring.support.LibraryLog;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestSink;
import io.autoimport.spring.support.TestSink.Answer;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Secrets of a host, in successes and in failures: none of them comes out anywhere. */
@Isolated("reads what all hosts of the JVM log")
class SecretsTest {

    private static final String CANARY = "canary-5f3a";

    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final TestSink sink = new TestSink();

    @AfterEach
    void stop() {
        sink.close();
        ec2.close();
    }

    @Test
    void noneIsInLogsResultsEndpointsOrBeans() {
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0"), 3);
        sink.answers(Answer.of(500).with("the body says " + CANARY));
        List<String> seen = new ArrayList<>();
        try (LibraryLog log = new LibraryLog()) {
            SimulatedHost.on(ec2, TestDatabases.h2Url())
                    .withPropertyValues(
                            "spring.datasource.password=" + CANARY,
                            "management.endpoints.web.exposure.include=autoimport",
                            "auto-import.workers.sources.own.regions=us-east-1",
                            "auto-import.workers.sources.other.regions=us-east-1",
                            "auto-import.workers.sources.other.role-arn=arn:aws:iam::999988887777:role/nobody",
                            "auto-import.workers.sources.other.external-id=" + CANARY,
                            "auto-import.events.cloudevents.enabled=true",
                            "auto-import.events.cloudevents.sink=http://" + CANARY + ":" + CANARY + "@"
                                    + sink.authority() + "/in?token=" + CANARY,
                            "auto-import.events.cloudevents.outbox.min-backoff=10ms")
                    .run(context -> {
                        AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
                        JobResult partial = job.execute();
                        assertThat(partial.status()).isEqualTo(JobStatus.PARTIAL);
                        await().until(() -> !sink.requests().isEmpty());
                        ec2.faults().expireCredentials();
                        JobResult failed = job.execute();
                        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
                        AutoImportEndpoint endpoint = context.getBean(AutoImportEndpoint.class);
                        await().until(() -> JsonMapper.shared()
                                .writeValueAsString(endpoint.describe())
                                .contains("500"));
                        seen.add(JsonMapper.shared().writeValueAsString(endpoint.describe()));
                        seen.add(JsonMapper.shared().writeValueAsString(endpoint.explain("i-0123456789abcdef0", null)));
                        seen.add(partial + " " + partial.toMap() + " " + failed + " " + failed.toMap());
                        seen.add(beansOf(context));
                    });
            seen.add(log.everything());
        }
        assertThat(seen)
                .hasSize(5)
                .allSatisfy(text -> assertThat(text)
                        .isNotBlank()
                        .doesNotContain(CANARY)
                        .doesNotContain(ec2.account().secretAccessKey()));
    }

    private static String beansOf(ApplicationContext context) {
        StringBuilder beans = new StringBuilder();
        for (String name : context.getBeanDefinitionNames()) {
            Object bean = context.getBean(name);
            if (bean.getClass().getName().startsWith("io.autoimport")) {
                beans.append(bean).append('\n');
            }
        }
        return beans.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto-import.workers.aws.endpoint=https://user:canary-5f3a@ec2.example.org",
                "auto-import.workers.aws.endpoint=http://127.0.0.1@canary-5f3a.example.org",
                "auto-import.events.cloudevents.sink=http://user:canary-5f3a@events.example.org/in?token=canary-5f3a",
                "auto-import.workers.external-id=canary-5f3a with a space and no role"
            })
    void aStartThatIsRefusedDoesNotTellThem(String property) {
        SimulatedHost.on(ec2)
                .withPropertyValues("auto-import.events.cloudevents.enabled=true")
                .withPropertyValues(property)
                .run(context -> {
                    assertThat(context).hasFailed();
                    StringWriter trace = new StringWriter();
                    context.getStartupFailure().printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString())
                            .contains(property.substring(0, property.indexOf('=')))
                            .doesNotContain(CANARY);
                });
    }
}
