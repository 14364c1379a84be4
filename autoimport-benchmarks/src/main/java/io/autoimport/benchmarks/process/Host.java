package io.autoimport.benchmarks.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.autoimport.benchmarks.contender.Contender;
import io.autoimport.benchmarks.contender.Task;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application, in a process of its own, that does a task in one of the ways. */
public final class Host implements AutoCloseable {

    private final ChildProcess process;

    private Host(ChildProcess process) {
        this.process = process;
    }

    /**
     * One run.
     *
     * @param millis how long it took; the first one with all that had to be loaded and connected
     * @param found how many instances were found
     * @param liveHeapBytes the most that was left by a garbage collection so far; zero if there was none
     */
    public record Run(double millis, long found, long liveHeapBytes) {}

    /** Starts one; nothing is done yet. */
    public static Host start(
            Contender.Kind kind, Ec2 ec2, List<String> regions, String jdbcUrl, List<String> jvmOptions) {
        return new Host(ChildProcess.start(
                Host.class,
                jvmOptions,
                List.of(
                        kind.name(),
                        ec2.endpoint().toString(),
                        ec2.key().get(0),
                        ec2.key().get(1),
                        String.join(",", regions),
                        jdbcUrl)));
    }

    /** Has the task done once. */
    public Run run() {
        List<String> answer = List.of(process.ask("run").split(" ", -1));
        return new Run(Double.parseDouble(answer.get(0)), Long.parseLong(answer.get(1)), Long.parseLong(answer.get(2)));
    }

    @Override
    public void close() {
        process.close();
    }

    /** For the process. */
    public static void main(String[] arguments) throws Exception {
        LiveHeap heap = LiveHeap.watch();
        Contender.Kind kind = Contender.Kind.valueOf(arguments[0]);
        Lazy contender = new Lazy(kind, arguments);
        Commands.answerAll(line -> {
            long start = System.nanoTime();
            long found = contender.get().run();
            return (System.nanoTime() - start) / 1e6 + " " + found + " " + heap.peak();
        });
    }

    /** Made in the first run: that is part of what a fresh process has to do. */
    private static final class Lazy {

        private final Contender.Kind kind;
        private final String[] arguments;
        private @Nullable Contender contender;

        Lazy(Contender.Kind kind, String[] arguments) {
            this.kind = kind;
            this.arguments = arguments;
        }

        Contender get() {
            @Nullable Contender made = contender;
            if (made == null) {
                HikariConfig pool = new HikariConfig();
                pool.setJdbcUrl(arguments[5] + "&reWriteBatchedInserts=true");
                made = kind.of(new Task(
                        URI.create(arguments[1]),
                        arguments[2],
                        arguments[3],
                        List.of(arguments[4].split(",", -1)),
                        new HikariDataSource(pool)));
                contender = made;
            }
            return made;
        }
    }
}
