package io.autoimport.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** The other end of a {@link ChildProcess}. */
final class Commands {

    private Commands() {}

    /** Does what a line says. */
    interface Command {
        String perform(String line) throws Exception;
    }

    /** Says a line that nobody asked for. */
    static void say(String line) {
        System.out.println(ChildProcess.ANSWER + line);
        System.out.flush();
    }

    /** Answers each line, until there are no more. */
    static void answerAll(Command command) throws Exception {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(command.perform(line));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The other end is gone", e);
        }
    }
}
