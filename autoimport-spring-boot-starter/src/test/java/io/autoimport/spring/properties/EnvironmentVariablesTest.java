package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.spring.support.SimulatedHost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The environment variables of the Python system mean what they meant there, and those of the other properties bind. Those
 * that its documentation shows are tested as they are written there in {@code ReferenceTest}.
 */
class EnvironmentVariablesTest {

    private static void withVariables(Map<String, String> variables, Consumer<AssertableApplicationContext> check) {
        new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", new LinkedHashMap<>(variables))))
                .run(check::accept);
    }

    @Test
    void allFourVariablesOfThePythonSystemBindUnchanged() {
        Map<String, String> variables = Map.of(
                "AUTO_IMPORT_WORKERS_ENABLED", "true",
                "AUTO_IMPORT_WORKERS_INTERVAL", "300",
                "AUTO_IMPORT_WORKERS_REGION", "us-west-2",
                "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-2.7.0-prod");

        withVariables(variables, context -> {
            AutoImportSettings settings = context.getBean(AutoImportSettings.class);
            assertThat(settings.enabled()).isTrue();
            assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(5));
            assertThat(settings.initialDelay()).isEqualTo(Duration.ofMinutes(5));
            assertThat(settings.createdBy()).isEqualTo("auto-import-job");
            ImportSource source = settings.sources().get(0);
            assertThat(source.regions()).containsExactly("us-west-2");
            assertThat(source.criterion().describe()).isEqualTo("AMI name: CML-2.7.0-prod");
            assertThat(source.imageOwners()).containsExactly("self");
            assertThat(source.states()).isEqualTo(InstanceState.importable());
            assertThat(context.getBean(AutoImportWorkersJob.class).isEnabled()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "1", "yes", "on"})
    void itIsEnabledHoweverThatIsSpelled(String value) {
        withVariables(
                Map.of("AUTO_IMPORT_WORKERS_ENABLED", value),
                context -> assertThat(
                                context.getBean(AutoImportWorkersJob.class).isEnabled())
                        .isTrue());
    }

    @Test
    void withoutVariablesTheJobIsDisabled() {
        withVariables(
                Map.of(),
                context -> assertThat(
                                context.getBean(AutoImportWorkersJob.class).isEnabled())
                        .isFalse());
    }

    @Test
    void enabledAloneSearchesUsEast1EveryHourOnceThereIsAnAmiName() {
        withVariables(
                Map.of("AUTO_IMPORT_WORKERS_ENABLED", "true", "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-*"), context -> {
                    AutoImportSettings settings = context.getBean(AutoImportSettings.class);
                    assertThat(settings.interval()).isEqualTo(Duration.ofHours(1));
                    assertThat(settings.sources().get(0).regions()).containsExactly("us-east-1");
                });
    }

    @Test
    void aListVariableIsDividedAtCommas() {
        withVariables(
                Map.of(
                        "AUTO_IMPORT_WORKERS_ENABLED", "true",
                        "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-*",
                        "AUTO_IMPORT_WORKERS_REGIONS", "us-east-1, eu-west-1"),
                context -> assertThat(context.getBean(AutoImportSettings.class)
                                .sources()
                                .get(0)
                                .regions())
                        .containsExactly("us-east-1", "eu-west-1"));
    }

    @Test
    void roleAndReconciliationBindAsAllFlatPropertiesDo() {
        Map<String, String> variables = Map.of(
                "AUTO_IMPORT_WORKERS_ENABLED", "true",
                "AUTO_IMPORT_WORKERS_AMI_NAME", "CML-*",
                "AUTO_IMPORT_WORKERS_INCLUDE_DEREGISTERED_IMAGES", "true",
                "AUTO_IMPORT_WORKERS_ROLE_ARN", "arn:aws:iam::123456789012:role/auto-import",
                "AUTO_IMPORT_WORKERS_EXTERNAL_ID", "s3cret",
                "AUTO_IMPORT_WORKERS_RECONCILE_UPDATE", "false",
                "AUTO_IMPORT_WORKERS_RECONCILE_MISSING", "mark",
                "AUTO_IMPORT_WORKERS_RECONCILE_MISSING_AFTER", "5",
                "AUTO_IMPORT_WORKERS_RECONCILE_MAX_MISSING_PERCENT", "7");

        withVariables(variables, context -> {
            AutoImportSettings settings = context.getBean(AutoImportSettings.class);
            assertThat(settings.reconciliation()).isEqualTo(new Reconciliation(false, MissingPolicy.MARK, 5, 7));
            ImportSource source = settings.sources().get(0);
            assertThat(source.includeDeregisteredImages()).isTrue();
            assertThat(source.role())
                    .isEqualTo(new AssumedRole("arn:aws:iam::123456789012:role/auto-import", "s3cret"));
        });
    }

    /** Why such variables are refused: see {@link InvalidPropertiesTest}. */
    @Test
    void springBindsNoVariableToASourceThatIsWrittenNowhereElse() {
        withVariables(
                Map.of("AUTO_IMPORT_WORKERS_SOURCES_LAB_AMI_NAME", "CML-*"),
                context -> assertThat(context.getBean(AutoImportWorkersProperties.class)
                                .sources())
                        .isEmpty());
    }
}
