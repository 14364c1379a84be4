package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.spring.support.SimulatedHost;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class InvalidPropertiesTest {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
            .withPropertyValues("auto-import.workers.ami-name=CML-*");

    private final ApplicationContextRunner enabled = host.withPropertyValues("auto-import.workers.enabled=true");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval|0|more than zero",
                "interval|-5m|more than zero",
                "initial-delay|-1|not be negative",
                "region|us_east_1|not a region",
                "region|https://evil.example/|not a region",
                "regions|us-east-1,EU|not a region",
                "ami-owners|bob|not an AMI owner",
                "ami-owners|''|at least one AMI owner",
                "instance-states|running,terminated|terminated are never imported",
                "instance-states|shutting-down|never imported",
                "instance-states|running,rebooting|Unknown instance state 'rebooting'",
                "instance-states|''|nothing could ever be imported",
                "max-concurrency|0|at least 1",
                "max-imports-per-run|0|at least 1",
                "created-by|' '|must not be blank",
                "ami-ids|ami-123|ami-name is set as well",
                "role-arn|arn:aws:iam::123456789012:user/bob|not the ARN of a role",
                "reconcile.missing-after|0|after 1 to 1000 scans",
                "reconcile.missing-after|-1|after 1 to 1000 scans",
                "reconcile.max-missing-percent|-1|0 to 100 percent",
                "reconcile.max-missing-percent|101|0 to 100 percent",
                "aws.endpoint|http://ec2.example.org|plain http to another machine",
                "aws.endpoint|ftp://127.0.0.1|not a URL",
                "aws.endpoint|ec2.example.org|not a URL",
                "aws.api-call-timeout|0|more than zero",
                "aws.api-call-attempt-timeout|2m|may not take longer",
            })
    void aValueThatCannotBeRightStopsTheStartAndSaysWhichAndWhyAndWhatToDo(String key, String value, String reason) {
        enabled.withPropertyValues("auto-import.workers." + key + "=" + value).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    new InvalidAutoImportPropertyFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .contains("auto-import.workers." + key)
                    .contains(reason);
            if (!value.isBlank() && !key.contains("timeout") && !key.contains("delay") && !key.equals("interval")) {
                assertThat(analysis.getDescription()).contains('"' + value + '"');
            }
            assertThat(analysis.getAction()).endsWith(".").hasSizeGreaterThan(10);
        });
    }

    @Test
    void everyAmiOfAnyOwnerIsRefused() {
        enabled.withPropertyValues("auto-import.workers.ami-name=*", "auto-import.workers.allow-any-ami-owner=true")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("every public AMI in the world"));
    }

    @Test
    void malformedAmiIdsAreRefused() {
        enabled.withPropertyValues("auto-import.workers.ami-name=", "auto-import.workers.ami-ids=i-123")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'i-123' is not an AMI id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:s3cret@ec2.example.org", "http://user:s3cret@my_vpce/"})
    void aSecretInTheEndpointIsRefusedAndNotRepeated(String endpoint) {
        enabled.withPropertyValues("auto-import.workers.aws.endpoint=" + endpoint)
                .run(context -> {
                    FailureAnalysis analysis =
                            new InvalidAutoImportPropertyFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription()).doesNotContain("s3cret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws.endpoint=http://127.0.0.1:4566",
                "aws.endpoint=http://localhost:4566",
                "aws.endpoint=http://[::1]:4566",
                "aws.endpoint=https://ec2.example.org",
                "interval=3600",
                "interval=5m",
                "interval=PT5M",
                "initial-delay=0",
                "ami-owners=111122223333,self,amazon,aws-marketplace",
                "instance-states=running",
                "instance-states=RUNNING,Stopped",
                "region=us-gov-west-1",
                "role-arn=",
                "role-arn=arn:aws-us-gov:iam::123456789012:role/path/auto-import",
                "reconcile.missing=mark",
                "reconcile.max-missing-percent=0"
            })
    void whatCanBeRightIsTaken(String property) {
        enabled.withPropertyValues("auto-import.workers." + property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void plainHttpToAnotherMachineIsTakenOnceItIsAllowed() {
        enabled.withPropertyValues(
                        "auto-import.workers.aws.endpoint=http://ec2.example.org",
                        "auto-import.workers.aws.allow-plaintext-endpoint=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval=0",
                "region=us_east_1",
                "aws.endpoint=http://ec2.example.org",
                "ami-owners=bob",
                "role-arn=bob",
                "sources.lab.region=EU",
                "reconcile.missing-after=0"
            })
    void whileTheJobIsDisabledSuchAValueDoesNotStopTheHost(String property) {
        host.withPropertyValues("auto-import.workers." + property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({"ami-name,auto_import_workers_ami_name", "region,auto_import_workers_region"})
    void whatIsMissingDoesNotStopTheHostEither(String key, String named) {
        enabled.withPropertyValues("auto-import.workers." + key + "=").run(context -> {
            AutoImportSettings settings = context.getBean(AutoImportSettings.class);
            assertThat(settings.sources()).isEmpty();
            assertThat(settings.missingSetting()).isEqualTo(named);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "external-id=s3cret,auto-import.workers.external-id",
        "external-id=s3cret\\ ?,auto-import.workers.external-id",
        "sources.lab.external-id=s3cret,auto-import.workers.sources.lab.external-id",
    })
    void anExternalIdThatIsRefusedIsNotRepeated(String property, String named) {
        enabled.withPropertyValues("auto-import.workers." + property).run(context -> {
            FailureAnalysis analysis =
                    new InvalidAutoImportPropertyFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .contains("'" + named + "'", "\"***\"")
                    .doesNotContain("s3cret");
            assertThat(analysis.getAction()).doesNotContain("s3cret");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_IMPORT_WORKERS_TAGS_ENVIRONMENT,auto-import.workers.tags.<key>",
        "AUTO_IMPORT_WORKERS_SOURCES_LAB_EXTERNAL_ID,auto-import.workers.sources.<name>.<key>"
    })
    void aTagOrASourceInAVariableOfItsOwnIsRefusedRatherThanIgnored(String variable, String instead) {
        enabled.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of(variable, "s3cret"))))
                .run(context -> {
                    FailureAnalysis analysis =
                            new InvalidAutoImportPropertyFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription()).contains(variable).doesNotContain("s3cret");
                    assertThat(analysis.getAction()).contains(variable, instead).doesNotContain("s3cret");
                });
    }

    @Test
    void aShutdownTimeoutBelowZeroIsRefused() {
        enabled.withPropertyValues("auto-import.jobs.shutdown-timeout=-1")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("auto-import.jobs.shutdown-timeout"));
    }

    @Test
    void blanksAroundAnAmiNameDoNotCount() {
        enabled.withPropertyValues("auto-import.workers.ami-name= CML-* ")
                .run(context -> assertThat(context.getBean(AutoImportSettings.class)
                                .sources()
                                .get(0)
                                .criterion()
                                .describe())
                        .isEqualTo("AMI name: CML-*"));
    }
}
