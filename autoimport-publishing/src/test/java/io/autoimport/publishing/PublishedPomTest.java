package io.autoimport.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The POMs that hosts resolve: complete by themselves, and nothing in them that only a build needs. */
class PublishedPomTest {

    private static final String HOME = "https://github.com/autoimport/autoimport";

    static List<PublishedModule> modules() {
        return PublishedModule.all();
    }

    static List<PublishedModule> modulesWithJar() {
        return PublishedModule.withJar();
    }

    @Test
    void fiveModulesArePublished() {
        assertThat(PublishedModule.all())
                .extracting(PublishedModule::name)
                .containsExactlyInAnyOrder(
                        "autoimport-bom",
                        "autoimport-core",
                        "autoimport-aws",
                        "autoimport-spring-boot-starter",
                        "autoimport-test");
    }

    /** See <a href="https://central.sonatype.org/publish/requirements/">what Maven Central requires</a>. */
    @ParameterizedTest
    @MethodSource("modules")
    void hasAllThatMavenCentralRequires(PublishedModule module) {
        Pom pom = module.pom();

        assertThat(pom.text("groupId")).isEqualTo("io.autoimport");
        assertThat(pom.text("artifactId")).isEqualTo(module.name());
        assertThat(pom.text("version")).isNotEmpty();
        assertThat(pom.text("name")).isEqualTo(module.name());
        assertThat(pom.text("description"))
                .isEqualTo(module.source().text("description"))
                .isNotEmpty();
        assertThat(pom.text("licenses/license/name")).isEqualTo("Apache-2.0");
        assertThat(pom.text("licenses/license/url")).isEqualTo("https://www.apache.org/licenses/LICENSE-2.0.txt");
        assertThat(pom.text("developers/developer/name")).isEqualTo("The autoimport authors");
        assertThat(pom.text("url")).isEqualTo(HOME);
        assertThat(pom.text("scm/url")).isEqualTo(HOME);
        assertThat(pom.text("scm/connection")).isEqualTo("scm:git:" + HOME + ".git");
        assertThat(pom.text("scm/developerConnection")).isEqualTo("scm:git:" + HOME + ".git");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void saysWhoMakesItSinceWhenAndWhereToReportADefect(PublishedModule module) {
        Pom pom = module.pom();

        assertThat(pom.text("organization/name")).isEqualTo("The autoimport authors");
        assertThat(pom.text("inceptionYear")).isEqualTo("2026");
        assertThat(pom.text("issueManagement/url")).isEqualTo(HOME + "/issues");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void needsNoParentAndShowsNothingOfTheBuild(PublishedModule module) {
        assertThat(module.pom().elements())
                .doesNotContain(
                        "parent",
                        "properties",
                        "modules",
                        "build",
                        "reporting",
                        "profiles",
                        "repositories",
                        "pluginRepositories",
                        "distributionManagement");
        assertThat(module.pom().text(".")).doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("modulesWithJar")
    void managesNothingForItsHost(PublishedModule module) {
        assertThat(module.pom().elements()).doesNotContain("dependencyManagement");
    }

    @ParameterizedTest
    @MethodSource("modulesWithJar")
    void asksForWhatTheModuleAsksForButNotForItsTests(PublishedModule module) {
        Set<Pom.Dependency> declared = module.source().dependencies().stream()
                .filter(dependency -> !dependency.scope().equals("test"))
                .map(Pom.Dependency::withoutVersion)
                .collect(Collectors.toSet());

        assertThat(declared).isNotEmpty();
        assertThat(module.pom().dependencies())
                .allSatisfy(dependency -> assertThat(dependency.version()).isNotEmpty())
                .map(Pom.Dependency::withoutVersion)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void theBomHasOneVersionForAllJars() {
        Pom bom = new PublishedModule("autoimport-bom").pom();

        assertThat(bom.text("packaging")).isEqualTo("pom");
        assertThat(bom.dependencies()).isEmpty();
        assertThat(bom.managed())
                .allSatisfy(dependency -> assertThat(dependency.version()).isEqualTo(bom.text("version")))
                .extracting(Pom.Dependency::name)
                .containsExactlyInAnyOrderElementsOf(PublishedModule.withJar().stream()
                        .map(module -> "io.autoimport:" + module.name())
                        .toList());
    }
}
