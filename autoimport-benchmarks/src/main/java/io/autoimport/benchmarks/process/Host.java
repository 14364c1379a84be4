package io.autoimport.benchmarks.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.autoimport.benchmarks.contender.Contender;
import io.autoimport.benchmarks.contender.Task;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An application, in a process of its own, that does a task in one of the ways. */
public final class Host implements AutoCloseable {

    /** The property by which a full garbage collection is made every so many milliseconds. */
    public static final String COLLECT_EVERY = "collect-every";

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
        return startReplicas(1, kind, ec2, regions, jdbcUrl, jvmOptions);
    }

    /** Starts as many as if they were in processes of their own; each run is one of all of them at once. */
    public static Host startReplicas(
            int replicas, Contender.Kind kind, Ec2 ec2, List<String> regions, String jdbcUrl, List<String> jvmOptions) {
        return new Host(ChildProcess.start(
                Host.class,
                jvmOptions,
                List.of(
                        kind.name(),
                        ec2.endpoint().toString(),
                        ec2.key().get(0),
                        ec2.key().get(1),
                        String.join(",", regions),
                        jdbcUrl,
                        Integer.toString(replicas))));
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
        LiveHeap heap = LiveHeap.watch(Integer.getInteger(COLLECT_EVERY, 0));
        Contender.Kind kind = Contender.Kind.valueOf(arguments[0]);
        int replicas = Integer.parseInt(arguments[6]);
        List<Contender> contenders = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        Commands.answerAll(line -> {
            long start = System.nanoTime();
            if (contenders.isEmpty()) { // what they have to load and to connect is part of what a first run costs
                Task task = task(arguments, replicas);
                for (int i = 0; i < replicas; i++) {
                    contenders.add(kind.of(task));
                }
            }
            long found = 0;
            for (Future<Long> run : threads.invokeAll(contenders.stream()
                    .<Callable<Long>>map(contender -> contender::run)
                    .toList())) {
                found += run.get();
            }
            return (System.nanoTime() - start) / 1e6 + " " + found + " " + heap.peak();
        });
        threads.shutdownNow();
    }

    private static Task task(String[] arguments, int replicas) {
        List<String> regions = List.of(arguments[4].split(",", -1));
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[5] + "&reWriteBatchedInserts=true");
        pool.setMaximumPoolSize(Math.max(10, Math.max(replicas, regions.size())));
        return new Task(URI.create(arguments[1]), arguments[2], arguments[3], regions, new HikariDataSource(pool));
    }
}
