package io.autoimport.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that answers each line with one line. What else it prints is shown. Not thread-safe. */
public final class ChildProcess implements AutoCloseable {

    static final String ANSWER = "@";

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private ChildProcess(Process process) {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts a main class on the class path of this JVM. */
    static ChildProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        return start(main, System.getProperty("java.class.path"), jvmOptions, arguments);
    }

    static ChildProcess start(Class<?> main, String classPath, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.add("-Dlogging.level.root=error");
        command.add("-classpath");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            return new ChildProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line, and waits for the answer. */
    public String ask(String line) {
        try {
            commands.write(line);
            commands.newLine();
            commands.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException("The process died; see what it printed", e);
        }
    }

    /** Waits for a line that it was not asked for. */
    String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        throw new IOException("no more answers");
    }

    /** Waits until it ends by itself, as it should. */
    void awaitEnd() throws IOException {
        answers.transferTo(Writer.nullWriter());
        int status = awaitExit();
        if (status != 0) {
            throw new IOException("The process ended with status " + status);
        }
    }

    @Override
    public void close() {
        process.destroy();
        int ignored = awaitExit();
    }

    private int awaitExit() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
