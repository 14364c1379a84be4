package io.autoimport.publishing;

import java.nio.file.Path;
import java.util.List;

/** A module that is published, where the build has left it. */
record PublishedModule(String name) {

    private static final Path ROOT = Path.of("..");

    /** All of them: those whose POM says so. */
    static List<PublishedModule> all() {
        return Pom.read(ROOT.resolve("pom.xml")).texts("modules/module").stream()
                .map(PublishedModule::new)
                .filter(module -> module.source().text("properties/unpublished").equals("false"))
                .toList();
    }

    static List<PublishedModule> withJar() {
        return all().stream()
                .filter(module -> !module.source().text("packaging").equals("pom"))
                .toList();
    }

    static PublishedModule starter() {
        return new PublishedModule("autoimport-spring-boot-starter");
    }

    /** The POM as it is written by hand. */
    Pom source() {
        return Pom.read(folder().resolve("pom.xml"));
    }

    /** The POM as it is published. */
    Pom pom() {
        return Pom.read(pomFile());
    }

    Path pomFile() {
        return folder().resolve(".flattened-pom.xml");
    }

    Path jar() {
        return target(".jar");
    }

    Path sources() {
        return target("-sources.jar");
    }

    Path javadoc() {
        return target("-javadoc.jar");
    }

    private Path target(String suffix) {
        return folder().resolve("target").resolve(name + "-" + pom().text("version") + suffix);
    }

    private Path folder() {
        return ROOT.resolve(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
