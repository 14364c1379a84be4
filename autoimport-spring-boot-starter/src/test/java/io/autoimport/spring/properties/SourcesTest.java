package io.autoimport.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import io.autoimport.spring.support.SimulatedHost;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a source sets, what it inherits, and which sources there are. */
class SourcesTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/auto-import";

    private static ApplicationContextRunner host(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withPropertyValues("auto-import.workers.enabled=true")
                .withPropertyValues(Stream.of(properties)
                        .map(property -> "auto-import.workers." + property)
                        .toArray(String[]::new));
    }

    private static void withSettings(Consumer<AutoImportSettings> check, String... properties) {
        host(properties).run(context -> check.accept(context.getBean(AutoImportSettings.class)));
    }

    /** The source named lab, in a host whose flat properties define none. */
    private static void withLab(Consumer<ImportSource> check, String... properties) {
        withSettings(
                settings -> {
                    assertThat(settings.sources())
                            .extracting(ImportSource::name)
                            .containsExactly("lab");
                    check.accept(settings.sources().get(0));
                },
                Stream.concat(Stream.of("sources.default.enabled=false"), Stream.of(properties))
                        .toArray(String[]::new));
    }

    private static void refused(Consumer<FailureAnalysis> check, String... properties) {
        host(properties).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    new InvalidAutoImportPropertyFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getAction()).endsWith(".").hasSizeGreaterThan(10);
            check.accept(analysis);
        });
    }

    @Test
    void aSourceInheritsAllThatItDoesNotSet() {
        withLab(
                source -> {
                    assertThat(source.regions()).containsExactly("eu-west-1", "eu-central-1");
                    assertThat(source.criterion().describe()).isEqualTo("AMI name: CML-*");
                    assertThat(source.imageOwners()).containsExactly("111122223333");
                    assertThat(source.includeDeregisteredImages()).isTrue();
                    assertThat(source.states()).containsExactly(InstanceState.RUNNING);
                    assertThat(source.requiredTags()).containsExactly(entry("Environment", "lab"));
                    assertThat(source.ignoredInstanceIds()).containsExactly("i-1");
                    assertThat(source.ignoreTag()).isEqualTo("leave-me");
                    assertThat(source.role()).isEqualTo(new AssumedRole(ROLE, "s3cret"));
                },
                "regions=eu-west-1,eu-central-1",
                "ami-name=CML-*",
                "ami-owners=111122223333",
                "include-deregistered-images=true",
                "instance-states=running",
                "tags.Environment=lab",
                "ignore.instance-ids=i-1",
                "ignore.tag=leave-me",
                "role-arn=" + ROLE,
                "external-id=s3cret",
                "sources.lab.enabled=true");
    }

    @Test
    void whatASourceSetsReplacesWhatItWouldInherit() {
        withLab(
                source -> {
                    assertThat(source.regions()).containsExactly("eu-north-1", "eu-south-1");
                    assertThat(source.criterion().describe()).isEqualTo("AMI name: Lab-*");
                    assertThat(source.imageOwners()).containsExactly("self", "amazon");
                    assertThat(source.includeDeregisteredImages()).isFalse();
                    assertThat(source.states()).containsExactly(InstanceState.STOPPED);
                    assertThat(source.ignoredInstanceIds()).containsExactly("i-2");
                    assertThat(source.ignoreTag()).isEqualTo("hands-off");
                    assertThat(source.role()).isEqualTo(new AssumedRole("arn:aws:iam::999999999999:role/lab", "other"));
                },
                "region=us-east-1",
                "ami-name=CML-*",
                "ami-owners=111122223333",
                "include-deregistered-images=true",
                "instance-states=running",
                "ignore.instance-ids=i-1",
                "ignore.tag=leave-me",
                "role-arn=" + ROLE,
                "external-id=s3cret",
                "sources.lab.regions=eu-north-1,eu-south-1",
                "sources.lab.ami-name=Lab-*",
                "sources.lab.ami-owners=self,amazon",
                "sources.lab.include-deregistered-images=false",
                "sources.lab.instance-states=stopped",
                "sources.lab.ignore.instance-ids=i-2",
                "sources.lab.ignore.tag=hands-off",
                "sources.lab.role-arn=arn:aws:iam::999999999999:role/lab",
                "sources.lab.external-id=other");
    }

    @Test
    void theDefaultsOfTheFlatPropertiesAreInheritedToo() {
        withLab(
                source -> assertThat(source)
                        .isEqualTo(ImportSource.named("lab")
                                .regions("us-east-1")
                                .amiName("Lab-*")
                                .build()),
                "sources.lab.ami-name=Lab-*");
    }

    @Test
    void tagsAreInheritedKeyByKey() {
        withLab(
                source -> assertThat(source.requiredTags())
                        .containsOnly(entry("Environment", "lab"), entry("Team", "green"), entry("Owner", "ops")),
                "tags.Environment=production",
                "tags.Team=green",
                "sources.lab.ami-name=Lab-*",
                "sources.lab.tags.Environment=lab",
                "sources.lab.tags.Owner=ops");
    }

    @Test
    void aRegionOfItsOwnWinsOverInheritedRegions() {
        withLab(
                source -> assertThat(source.regions()).containsExactly("eu-north-1"),
                "regions=eu-west-1,eu-central-1",
                "ami-name=CML-*",
                "sources.lab.region=eu-north-1");
    }

    @Test
    void anAmiNameOfItsOwnReplacesInheritedAmiIds() {
        withLab(
                source -> assertThat(source.criterion().describe()).isEqualTo("AMI name: Lab-*"),
                "ami-ids=ami-1,ami-2",
                "sources.lab.ami-name=Lab-*");
    }

    @Test
    void amiIdsOfItsOwnReplaceAnInheritedAmiName() {
        withLab(
                source -> assertThat(source.criterion().describe()).isEqualTo("AMI ids: ami-3"),
                "ami-name=CML-*",
                "sources.lab.ami-ids=ami-3");
    }

    @Test
    void amiOwnersOfItsOwnReplaceThatAnyOwnerWillDo() {
        withLab(
                source -> assertThat(source.imageOwners()).containsExactly("self"),
                "ami-name=CML-*",
                "allow-any-ami-owner=true",
                "sources.lab.ami-owners=self");
    }

    @Test
    void thatAnyOwnerWillDoReplacesInheritedAmiOwners() {
        withLab(
                source -> assertThat(source.imageOwners()).isEmpty(),
                "ami-name=CML-*",
                "ami-owners=111122223333",
                "sources.lab.allow-any-ami-owner=true");
    }

    @Test
    void thatNotAnyOwnerWillDoBringsTheInheritedAmiOwnersBack() {
        withLab(
                source -> assertThat(source.imageOwners()).containsExactly("111122223333"),
                "ami-name=CML-*",
                "ami-owners=111122223333",
                "allow-any-ami-owner=true",
                "sources.lab.allow-any-ami-owner=false");
    }

    @Test
    void aBlankRoleIsTheApplicationsOwnCredentials() {
        withLab(
                source -> assertThat(source.role()).isNull(),
                "ami-name=CML-*",
                "role-arn=" + ROLE,
                "external-id=s3cret",
                "sources.lab.role-arn=");
    }

    @Test
    void aBlankExternalIdIsNone() {
        withLab(
                source -> assertThat(source.role()).isEqualTo(new AssumedRole(ROLE, null)),
                "ami-name=CML-*",
                "role-arn=" + ROLE,
                "external-id=s3cret",
                "sources.lab.external-id=");
    }

    @Test
    void whatIsBlankSwitchesAnInheritedIgnoreListOff() {
        withLab(
                source -> {
                    assertThat(source.ignoredInstanceIds()).isEmpty();
                    assertThat(source.ignoreTag()).isNull();
                },
                "ami-name=CML-*",
                "ignore.instance-ids=i-1",
                "sources.lab.ignore.instance-ids=",
                "sources.lab.ignore.tag=");
    }

    @Test
    void theFlatPropertiesAreOneSourceMoreAndAllAreInTheOrderOfTheirNames() {
        withSettings(
                settings -> assertThat(settings.sources())
                        .extracting(
                                ImportSource::name, source -> source.criterion().describe())
                        .containsExactly(
                                tuple("a", "AMI name: A-*"),
                                tuple("default", "AMI name: CML-*"),
                                tuple("z", "AMI name: CML-*")),
                "sources.z.region=eu-west-1",
                "sources.a.ami-name=A-*",
                "ami-name=CML-*");
    }

    @Test
    void withoutACriterionOfTheirOwnTheFlatPropertiesAreNoSource() {
        withSettings(
                settings -> assertThat(settings.sources())
                        .extracting(ImportSource::name)
                        .containsExactly("lab"),
                "region=eu-west-1",
                "sources.lab.ami-name=Lab-*");
    }

    @Test
    void theSourceDefaultIsLaidOverTheFlatProperties() {
        withSettings(
                settings -> assertThat(settings.sources()).singleElement().satisfies(source -> {
                    assertThat(source.name()).isEqualTo("default");
                    assertThat(source.regions()).containsExactly("eu-west-1");
                    assertThat(source.criterion().describe()).isEqualTo("AMI name: CML-*");
                }),
                "ami-name=CML-*",
                "sources.default.region=eu-west-1");
    }

    @Test
    void aSourceThatIsSwitchedOffIsNotLookedAt() {
        withSettings(
                settings -> assertThat(settings.sources())
                        .extracting(ImportSource::name)
                        .containsExactly("default"),
                "ami-name=CML-*",
                "sources.lab.enabled=false",
                "sources.lab.role-arn=bob");
    }

    @ParameterizedTest
    @CsvSource({
        "sources.lab.enabled=false,auto_import_workers_ami_name",
        "sources.default.enabled=false,auto_import_workers_sources"
    })
    void withoutAnySourceRunsAreSkippedAndSayWhatIsMissing(String property, String missing) {
        withSettings(
                settings -> {
                    assertThat(settings.sources()).isEmpty();
                    assertThat(settings.missingSetting()).isEqualTo(missing);
                },
                property);
    }

    @Test
    void namesWithOtherCharactersStandInBrackets() {
        withSettings(
                settings -> assertThat(settings.sources())
                        .extracting(ImportSource::name)
                        .containsExactly("Lab-2", "eu.west_1", "euwest1"),
                "sources[eu.west_1].ami-name=A-*",
                "sources.euwest1.ami-name=A-*",
                "sources.Lab-2.ami-name=B-*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources.lab.role-arn|bob|not the ARN of a role",
                "sources.lab.region|EU|not a region",
                "sources.lab.regions|us-east-1,EU|not a region",
                "sources.lab.ami-owners|bob|not an AMI owner",
                "sources.lab.instance-states|running,rebooting|Unknown instance state 'rebooting'",
                "sources.lab.instance-states|terminated|never imported",
                "sources.lab.ami-ids|i-1|not an AMI id",
                "sources.lab.ami-name|''|source lab has neither an AMI name nor AMI ids",
                "sources.lab.region|''|source lab has no region",
                "sources[my_lab].role-arn|bob|not the ARN of a role",
            })
    void aValueThatCannotBeRightIsRefusedByItsFullName(String key, String value, String reason) {
        refused(
                analysis -> assertThat(analysis.getDescription())
                        .contains("'auto-import.workers." + key + "'", '"' + value + '"', reason),
                "ami-name=CML-*",
                key + "=" + value);
    }

    @Test
    void anInheritedValueIsRefusedByTheNameOfWhereItIsWritten() {
        refused(
                analysis -> assertThat(analysis.getDescription()).contains("'auto-import.workers.role-arn'", "\"bob\""),
                "role-arn=bob",
                "sources.lab.ami-name=Lab-*");
    }

    @Test
    void anAmiNameAndAmiIdsOfTheSameSourceAreRefused() {
        refused(
                analysis -> assertThat(analysis.getDescription())
                        .contains(
                                "'auto-import.workers.sources.lab.ami-ids'",
                                "auto-import.workers.sources.lab.ami-name"),
                "sources.lab.ami-name=Lab-*",
                "sources.lab.ami-ids=ami-1");
    }

    @Test
    void everyAmiOfAnyOwnerIsRefusedWhereverTheTwoAreWritten() {
        refused(
                analysis -> assertThat(analysis.getDescription())
                        .contains(
                                "'auto-import.workers.sources.lab.ami-name'",
                                "together with auto-import.workers.allow-any-ami-owner=true"),
                "allow-any-ami-owner=true",
                "sources.lab.ami-name=*");
    }

    @Test
    void aNamedSourceWithoutACriterionIsAMistake() {
        refused(
                analysis -> {
                    assertThat(analysis.getDescription()).contains("'auto-import.workers.sources.lab.ami-name'");
                    assertThat(analysis.getAction()).contains("auto-import.workers.sources.lab.enabled=false");
                },
                "sources.lab.region=eu-west-1",
                "sources.other.ami-name=Other-*");
    }

    @Test
    void theFlatPropertiesWithoutARegionAreAMistakeBesideOtherSources() {
        refused(
                analysis -> {
                    assertThat(analysis.getDescription()).contains("'auto-import.workers.region'");
                    assertThat(analysis.getAction()).contains("auto-import.workers.sources.default.enabled=false");
                },
                "region=",
                "ami-name=CML-*",
                "sources.lab.region=eu-west-1");
    }

    @Test
    void anInheritedExternalIdWithoutARoleIsAMistakeToo() {
        refused(
                analysis -> {
                    assertThat(analysis.getDescription())
                            .contains("'auto-import.workers.external-id'", "source lab has no role", "\"***\"");
                    assertThat(analysis.getAction()).contains("auto-import.workers.sources.lab.role-arn");
                },
                "external-id=s3cret",
                "sources.lab.ami-name=Lab-*",
                "sources.other.ami-name=Other-*",
                "sources.other.role-arn=" + ROLE);
    }

    @ParameterizedTest
    @CsvSource({"my lab", "lab/../x", "this-name-of-a-source-is-one-character-longer-than-the-64-allowed"})
    void aMalformedNameIsRefused(String name) {
        refused(
                analysis -> assertThat(analysis.getDescription())
                        .contains("'auto-import.workers.sources'", '"' + name + '"', "1 to 64 characters"),
                "sources[" + name + "].ami-name=Lab-*");
    }

    @ParameterizedTest
    @CsvSource({"Lab-2,lab-2", "lab2,lab-2"})
    void twoSpellingsOfOneNameAreRefused(String one, String other) {
        refused(
                analysis -> assertThat(analysis.getDescription()).contains("there is a source"),
                "sources." + one + ".ami-name=Lab-*",
                "sources." + other + ".region=eu-west-1");
    }

    @Test
    void anExternalIdIsNotInTheTextOfThePropertiesEither() {
        host("sources.lab.ami-name=Lab-*", "sources.lab.role-arn=" + ROLE, "sources.lab.external-id=s3cret")
                .run(context -> assertThat(List.of(
                                context.getBean(AutoImportWorkersProperties.class),
                                context.getBean(AutoImportWorkersProperties.class)
                                        .sources()
                                        .get("lab")))
                        .allSatisfy(
                                properties -> assertThat(properties.toString()).doesNotContain("s3cret")));
    }
}
