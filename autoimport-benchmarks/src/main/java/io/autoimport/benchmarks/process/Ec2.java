package io.autoimport.benchmarks.process;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A simulated EC2 in a process of its own. */
public final class Ec2 implements AutoCloseable {

    /** Where there is one. */
    public static final List<String> ONE_REGION = List.of("us-east-1");

    private final ChildProcess process;
    private final List<String> greeting;

    private Ec2(ChildProcess process) {
        this.process = process;
        try {
            this.greeting = List.of(process.answer().split(" ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with so many instances of one AMI in each region. */
    public static Ec2 start(int instances, List<String> regions) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(instances)));
        arguments.addAll(regions);
        return new Ec2(ChildProcess.start(Ec2.class, List.of("-Xmx2g", "-XX:+UseSerialGC"), arguments));
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create(greeting.get(0));
    }

    /** The key of its account, the id first. */
    public List<String> key() {
        return greeting.subList(1, 3);
    }

    /** Lets each call take so long. */
    public void latency(Duration duration) {
        process.ask("latency " + duration.toMillis());
    }

    /** Lets a burst of calls pass, and then so many a second. */
    public void throttle(int burst, int perSecond) {
        process.ask("throttle " + burst + " " + perSecond);
    }

    /** Has all calls pass again at once. */
    public void clearFaults() {
        process.ask("clear");
    }

    /** How many calls of each kind came in since this was last asked. */
    public Map<String, Integer> calls() {
        Map<String, Integer> calls = new TreeMap<>();
        for (String call : process.ask("calls").split(" ", -1)) {
            if (!call.isEmpty()) {
                calls.put(call.substring(0, call.indexOf('=')), Integer.valueOf(call.substring(call.indexOf('=') + 1)));
            }
        }
        return calls;
    }

    @Override
    public void close() {
        process.close();
    }

    /** For the process. */
    public static void main(String[] arguments) throws Exception {
        try (Ec2Simulator simulator = Ec2Simulator.start()) {
            int instances = Integer.parseInt(arguments[0]);
            for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
                SimulatedRegion region = simulator.region(name);
                SimulatedImage image = region.registerImage("CML-2.7.0-benchmark");
                region.launchFleet(image, instances);
            }
            Commands.say(simulator.endpoint() + " " + simulator.account().accessKeyId() + " "
                    + simulator.account().secretAccessKey());
            Commands.answerAll(line -> perform(simulator, List.of(line.split(" ", -1))));
        }
    }

    private static String perform(Ec2Simulator simulator, List<String> words) {
        switch (words.get(0)) {
            case "latency" -> simulator.faults().latency(Duration.ofMillis(Long.parseLong(words.get(1))));
            case "throttle" ->
                simulator.faults().throttle(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
            case "clear" -> simulator.faults().clear();
            case "calls" -> {
                Map<String, Long> calls = simulator.requests().stream()
                        .collect(Collectors.groupingBy(RecordedRequest::action, TreeMap::new, Collectors.counting()));
                simulator.clearRequests();
                return calls.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
            }
            default -> throw new IllegalArgumentException(words.toString());
        }
        return "done";
    }
}
