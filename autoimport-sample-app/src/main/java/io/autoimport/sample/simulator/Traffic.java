package io.autoimport.sample.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests to the simulated workers: those that were, those that are under way, and those that wait. Thread-safe. */
final class Traffic {

    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<String, List<HttpExchange>> held = new HashMap<>();
    private int underWay;
    private int mostAtATime;

    synchronized void begin(String instanceId, String path) {
        requests.merge(instanceId + "/" + path, 1, Integer::sum);
        underWay++;
        mostAtATime = Math.max(mostAtATime, underWay);
    }

    synchronized void end() {
        underWay--;
    }

    synchronized void hold(String instanceId, HttpExchange exchange) {
        held.computeIfAbsent(instanceId, id -> new ArrayList<>()).add(exchange);
    }

    synchronized List<HttpExchange> takeHeld(String instanceId) {
        @Nullable List<HttpExchange> taken = held.remove(instanceId);
        return taken == null ? List.of() : taken;
    }

    synchronized int held() {
        return held.values().stream().mapToInt(List::size).sum();
    }

    synchronized int requests(String instanceId, String path) {
        return requests.getOrDefault(instanceId + "/" + path, 0);
    }

    synchronized int mostAtATime() {
        return mostAtATime;
    }
}
