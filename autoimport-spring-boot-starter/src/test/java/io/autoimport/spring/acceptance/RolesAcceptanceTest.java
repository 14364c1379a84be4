package io.autoimport.spring.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.TargetResult;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three accounts by role, by properties alone. */
class RolesAcceptanceTest {

    private static final List<String> ACCOUNTS = List.of("222233334444", "333344445555", "444455556666");

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    private static String role(String account) {
        return "arn:aws:iam::" + account + ":role/auto-import";
    }

    @Test
    void ofThreeAccountsTheOneThatRefusesFailsAloneAndByItsName() {
        List<SimulatedInstance> instances = ACCOUNTS.stream()
                .map(account -> ec2.account(account).region("us-east-1"))
                .map(region -> region.launch(region.registerImage("CML-2.7.0-lab")))
                .toList();
        SimulatedRegion own = ec2.region("us-east-1");
        own.launch(own.registerImage("CML-2.7.0-lab"));
        ec2.account(ACCOUNTS.get(0)).role(role(ACCOUNTS.get(0))).externalId("the-external-id");
        ec2.account(ACCOUNTS.get(1)).role(role(ACCOUNTS.get(1))).refused();
        ec2.account(ACCOUNTS.get(2)).role(role(ACCOUNTS.get(2))).externalId("the-external-id");

        SimulatedHost.on(ec2, TestDatabases.postgresUrl())
                .withPropertyValues(
                        "auto-import.workers.external-id=the-external-id",
                        "auto-import.workers.sources.default.enabled=false",
                        "auto-import.workers.sources.a.role-arn=" + role(ACCOUNTS.get(0)),
                        "auto-import.workers.sources.b.role-arn=" + role(ACCOUNTS.get(1)),
                        "auto-import.workers.sources.c.role-arn=" + role(ACCOUNTS.get(2)))
                .run(context -> {
                    JobResult result =
                            context.getBean(AutoImportWorkersJob.class).execute(false);

                    assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
                    assertThat(result.targets())
                            .extracting(
                                    TargetResult::source,
                                    TargetResult::account,
                                    TargetResult::status,
                                    target -> target.counts().imported())
                            .containsExactly(
                                    tuple("a", ACCOUNTS.get(0), Completeness.COMPLETE, 1L),
                                    tuple("b", ACCOUNTS.get(1), Completeness.FAILED, 0L),
                                    tuple("c", ACCOUNTS.get(2), Completeness.COMPLETE, 1L));
                    assertThat(result.targets().get(1).failure()).satisfies(failure -> {
                        assertThat(failure.cause()).isEqualTo(FailureCause.PERMISSION);
                        assertThat(failure.code()).isEqualTo("AccessDenied");
                        assertThat(failure.message()).contains(role(ACCOUNTS.get(1)), "sts:AssumeRole");
                        assertThat(failure.requestId()).isNotBlank();
                    });
                    assertThat(result.reason()).doesNotContain("the-external-id");
                    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                    assertThat(jdbc.queryForList("SELECT instance_id, account_id, source FROM auto_import_worker"
                                    + " ORDER BY source"))
                            .containsExactly(
                                    Map.of(
                                            "instance_id", instances.get(0).id(),
                                            "account_id", ACCOUNTS.get(0),
                                            "source", "a"),
                                    Map.of(
                                            "instance_id", instances.get(2).id(),
                                            "account_id", ACCOUNTS.get(2),
                                            "source", "c"));
                });
    }
}
