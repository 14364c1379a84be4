package io.autoimport.spring.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, with the class path of the tests. */
public final class ChildJvm {

    private ChildJvm() {}

    /** What it printed, once it has ended by itself with exit code 0. */
    public static List<String> run(List<String> jvmOptions, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("child-jvm", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("The JVM did not end well:\n" + String.join("\n", lines));
            }
            return lines;
        } finally {
            Files.delete(output);
        }
    }
}
