package io.autoimport.spring.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A main class in a JVM of its own, with the class path of the tests. */
public final class ChildJvm implements AutoCloseable {

    private static final List<String> QUICK_TO_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final List<String> SMALL = List.of("-Xmx128m");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ChildJvm(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it as a node of a host application, of which there may be several beside the tests, and goes on. */
    public static ChildJvm startNode(Class<?> main, List<String> arguments) {
        try {
            return start(SMALL, Map.of(), main, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and goes on. */
    private static ChildJvm start(
            List<String> jvmOptions, Map<String, String> environment, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_TO_START);
        command.add("-cp");
        command.add(classPath());
        command.addAll(jvmOptions); // which may name another class path
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /** The class path of the tests. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What it printed, once it has ended by itself with exit code 0. */
    public static List<String> run(List<String> jvmOptions, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(jvmOptions, Map.of(), main, arguments);
    }

    /** The same with these variables in its environment, beside those of the tests. */
    public static List<String> run(
            List<String> jvmOptions, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        try (ChildJvm child = start(jvmOptions, environment, main, List.of(arguments))) {
            boolean ended = child.process.waitFor(2, TimeUnit.MINUTES);
            child.kill();
            if (!ended || child.process.exitValue() != 0) {
                throw new IllegalStateException("The JVM did not end well:\n" + String.join("\n", child.lines));
            }
            return child.lines;
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("(the output was cut off: " + e + ")");
        }
    }

    /** Writes a line to its standard input; to no effect if it has ended. */
    public synchronized void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            lines.add("(not told: " + line + ")");
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether it has printed such a line; fails if it has ended without. */
    public boolean hasPrinted(Predicate<String> line) {
        if (lines.stream().anyMatch(line)) {
            return true;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The JVM has ended:\n" + String.join("\n", lines));
        }
        return false;
    }

    /** Ends it at once (SIGKILL), and waits until it is gone and its output is read. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
