package io.autoimport.sample.simulator;

import io.autoimport.sample.simulator.SimulatedCml.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The CML of one worker. Its labs follow from its id and the time: in each turn the oldest one goes, another comes, and those that stay
 * are started or stopped. Thread-safe.
 */
final class SimulatedWorker {

    static final Duration TURN = Duration.ofMinutes(1);

    private static final long GIB = 1L << 30;
    private static final int CPUS = 8;
    private static final double IDLE_PERCENT = 4.5;
    private static final double PERCENT_OF_A_NODE = 2.5;

    private final String instanceId;
    private final Clock clock;
    private final Instant start;
    private final int labCount;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    SimulatedWorker(String instanceId, Clock clock) {
        this.instanceId = instanceId;
        this.clock = clock;
        this.start = clock.instant();
        this.labCount = 2 + Math.floorMod(instanceId.hashCode(), 3);
    }

    Fault fault() {
        return fault;
    }

    void fault(Fault wanted) {
        fault = wanted;
    }

    String newToken() {
        String token = part("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "." + part("{\"sub\":\"" + instanceId + "\"}")
                + "." + part(UUID.randomUUID().toString());
        tokens.add(token);
        return token;
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean hasGiven(@Nullable String authorization) {
        String prefix = "Bearer ";
        return authorization != null
                && authorization.startsWith(prefix)
                && tokens.contains(authorization.substring(prefix.length()));
    }

    void expireTokens() {
        tokens.clear();
    }

    List<SimulatedLab> labs() {
        long turn = Duration.between(start, clock.instant()).dividedBy(TURN);
        Instant turned = start.plus(TURN.multipliedBy(turn));
        return LongStream.range(turn, turn + labCount)
                .mapToObj(number -> new SimulatedLab(
                        instanceId, number, turn, start.plus(TURN.multipliedBy(number - labCount + 1)), turned))
                .toList();
    }

    /** The lab that is meant by a path such as {@code labs/<id>}, or null if there is none. */
    @Nullable
    SimulatedLab lab(String path) {
        return labs().stream()
                .filter(lab -> path.equals("labs/" + lab.id()))
                .findFirst()
                .orElse(null);
    }

    Map<String, Object> information() {
        return Map.of("version", "2.7.0+build.4", "ready", true, "allow_ssh_pubkey_auth", false);
    }

    Map<String, Object> stats() {
        int nodes = labs().stream()
                .filter(SimulatedLab::isStarted)
                .mapToInt(SimulatedLab::nodes)
                .sum();
        int allNodes = labs().stream().mapToInt(SimulatedLab::nodes).sum();
        Map<String, Object> cpu = Map.of("count", CPUS, "percent", IDLE_PERCENT + nodes * PERCENT_OF_A_NODE);
        Map<String, Object> memory = usage(32 * GIB, 3 * GIB + nodes * GIB);
        Map<String, Object> disk = usage(64 * GIB, 16 * GIB + allNodes * GIB);
        Map<String, Object> nodeCounts = Map.of(
                "allocated_cpus", nodes,
                "allocated_memory", nodes * GIB,
                "total_nodes", allNodes,
                "running_nodes", nodes);
        Map<String, Object> controller = Map.of(
                "hostname",
                "cml-controller",
                "is_controller",
                true,
                "stats",
                Map.of("cpu", cpu, "memory", memory, "disk", disk, "dominfo", nodeCounts));
        String hostId = UUID.nameUUIDFromBytes(instanceId.getBytes(StandardCharsets.UTF_8))
                .toString();
        return Map.of(
                "computes",
                Map.of(hostId, controller),
                "all",
                Map.of("cpu", cpu, "memory", memory, "disk", disk),
                "controller",
                Map.of("disk", disk));
    }

    private static Map<String, Object> usage(long total, long used) {
        return Map.of("total", total, "used", used, "free", total - used);
    }
}
