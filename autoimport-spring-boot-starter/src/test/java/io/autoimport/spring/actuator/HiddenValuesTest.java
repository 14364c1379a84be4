package io.autoimport.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** What the host does not want shown is in none of the texts that the library itself writes. */
class HiddenValuesTest {

    private static final String ACCOUNT = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/import";

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private ApplicationContextRunner host(String... properties) {
        return SimulatedHost.on(ec2)
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .withBean(WorkerRepository.class, InMemoryWorkerRepository::new)
                .withPropertyValues(
                        "auto-import.jobs.scheduler=none", "management.endpoints.web.exposure.include=autoimport")
                .withPropertyValues(properties);
    }

    @Test
    void theTagsThatAnInstanceLacks() {
        SimulatedRegion region = ec2.region("us-east-1");
        List<SimulatedInstance> instances = region.launch(region.registerImage("CML-2.7.0-a"), 2);
        region.tag(instances.get(1).id(), "team", "others");

        host("auto-import.workers.tags.team=secret-team").run(context -> {
            AutoImportEndpoint endpoint = context.getBean(AutoImportEndpoint.class);

            assertThat(json(endpoint.explain(instances.get(0).id(), null)))
                    .contains("it lacks the tag team")
                    .doesNotContain("secret-team");
            assertThat(json(endpoint.explain(instances.get(1).id(), null)))
                    .contains("its tag team has another value")
                    .doesNotContain("secret-team", "others");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "warn", "fail"})
    void theRoleThatCannotBeAssumed(String preflight) {
        ec2.faults().fail("AssumeRole", 403, "AccessDenied");

        everyAnswerHidesTheRole(preflight, "AccessDenied", "could not be assumed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "warn", "fail"})
    void theRoleThatLacksAPermission(String preflight) {
        ec2.faults().fail("DescribeInstances", 403, "UnauthorizedOperation");

        everyAnswerHidesTheRole(preflight, "UnauthorizedOperation", "ec2:DescribeInstances is not allowed for");
    }

    private void everyAnswerHidesTheRole(String preflight, String... told) {
        ec2.account(ACCOUNT).role(ROLE);
        host("auto-import.workers.role-arn=" + ROLE, "auto-import.workers.preflight=" + preflight)
                .run(context -> assertThat(everyAnswer(context)).contains(told).doesNotContain(ROLE));
    }

    private static String everyAnswer(AssertableApplicationContext context) {
        AutoImportEndpoint endpoint = context.getBean(AutoImportEndpoint.class);
        return Stream.of(
                        endpoint.run(false, null),
                        endpoint.describe(),
                        endpoint.explain("i-0123456789abcdef0", null),
                        endpoint.explain("permissions", null),
                        context.getBean("autoImportHealthIndicator", HealthIndicator.class)
                                .health()
                                .getDetails())
                .map(HiddenValuesTest::json)
                .reduce("", (all, answer) -> all + answer + "\n");
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
