package io.autoimport.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars that hosts resolve, and how they look to a host that is made of Java modules. */
class PublishedJarTest {

    private static final Map<String, String> NAMES = Map.of(
            "autoimport-core", "io.autoimport.core",
            "autoimport-aws", "io.autoimport.aws",
            "autoimport-spring-boot-starter", "io.autoimport.spring",
            "autoimport-test", "io.autoimport.test");

    static List<PublishedModule> modules() {
        return PublishedModule.withJar();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isAModuleOfAStableName(PublishedModule module) {
        ModuleDescriptor descriptor = descriptor(module);

        assertThat(descriptor.name()).isEqualTo(NAMES.get(module.name()));
        assertThat(descriptor.isAutomatic()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasItsPackagesForItself(PublishedModule module) {
        assertThat(descriptor(module).packages())
                .isNotEmpty()
                .allMatch(name -> (name + ".").startsWith(NAMES.get(module.name()) + "."));
    }

    /** Two modules with the same package would not even be resolved. */
    @Test
    void theStarterResolvesOnAModulePathWithAllThatItBrings() {
        ModuleFinder path = ModuleFinder.of(
                Footprint.read().stream().map(Footprint.Artifact::file).toArray(Path[]::new));

        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(path, ModuleFinder.of(), Set.of("io.autoimport.spring"));

        assertThat(names(resolved)).contains("io.autoimport.core", "io.autoimport.aws", "io.autoimport.spring");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void comesWithItsSourcesAndItsJavadoc(PublishedModule module) throws IOException {
        try (JarFile sources = new JarFile(module.sources().toFile());
                JarFile javadoc = new JarFile(module.javadoc().toFile())) {
            assertThat(sources.stream().map(Object::toString)).anyMatch(name -> name.endsWith(".java"));
            assertThat(javadoc.getEntry("index.html")).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasThePublishedPomInside(PublishedModule module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile());
                InputStream pom = jar.getInputStream(
                        jar.getEntry("META-INF/maven/io.autoimport/" + module.name() + "/pom.xml"))) {
            assertThat(new String(pom.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(module.pomFile()));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasTheLicenseInside(PublishedModule module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile());
                InputStream license = jar.getInputStream(jar.getEntry("META-INF/LICENSE"))) {
            assertThat(new String(license.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(Path.of("..", "LICENSE")));
        }
    }

    private static ModuleDescriptor descriptor(PublishedModule module) {
        Set<ModuleReference> found = ModuleFinder.of(module.jar()).findAll();
        assertThat(found).hasSize(1);
        return found.iterator().next().descriptor();
    }

    private static Set<String> names(Configuration configuration) {
        return configuration.modules().stream().map(module -> module.name()).collect(Collectors.toSet());
    }
}
