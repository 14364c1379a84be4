package io.autoimport.spring.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;

/** A host application that was processed ahead of time as a build does it, and is started in JVMs of its own. */
public final class ProcessedHost {

    private final Path folder;
    private final Class<?> application;

    private ProcessedHost(Path folder, Class<?> application) {
        this.folder = folder;
        this.application = application;
    }

    /** Processes it with these arguments, and compiles what comes out. */
    public static ProcessedHost of(Path folder, Class<?> application, String... arguments)
            throws IOException, InterruptedException {
        ProcessedHost host = new ProcessedHost(folder, application);
        List<String> all = new ArrayList<>(List.of(
                application.getName(),
                host.sources().toString(),
                host.resources().toString(),
                host.classes().toString(),
                "io.autoimport",
                "host"));
        all.addAll(List.of(arguments));
        List<String> ignored = ChildJvm.run(List.of(), SpringApplicationAotProcessor.class, all.toArray(String[]::new));
        host.compile();
        return host;
    }

    private Path sources() {
        return folder.resolve("sources");
    }

    private Path resources() {
        return folder.resolve("resources");
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile() throws IOException {
        // Beside the sources come classes, which these refer to.
        String classPath = classes() + File.pathSeparator + ChildJvm.classPath();
        List<String> arguments = new ArrayList<>(List.of(
                "-d", Files.createDirectories(classes()).toString(), "-cp", classPath, "-proc:none", "-nowarn"));
        try (Stream<Path> files = Files.walk(sources())) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = compiler.run(null, null, errors, arguments.toArray(String[]::new));
        assertThat(result).as(() -> errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** What it printed, once it has ended by itself with exit code 0. */
    public List<String> run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator, classes().toString(), resources().toString(), ChildJvm.classPath());
        return ChildJvm.run(
                List.of("-Dspring.aot.enabled=true", "-cp", classPath), environment, application, arguments);
    }

    /** What a native image is told of it. */
    public String metadata() throws IOException {
        Path file = resources().resolve("META-INF/native-image/io.autoimport/host/reachability-metadata.json");
        return Files.readString(file).replace("\\/", "/"); // which JSON allows
    }
}
