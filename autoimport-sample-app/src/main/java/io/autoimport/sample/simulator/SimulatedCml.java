package io.autoimport.sample.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the CML of every worker, on loopback: enough of its REST API to log in, and to tell of its load and of labs that come
 * and go with the clock. Each worker has a path of its own, and faults of its own on request. Thread-safe.
 */
public final class SimulatedCml implements AutoCloseable {

    /** What can be wrong with a worker's CML. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It answers each request with status 500. */
        BROKEN,
        /** It takes requests, and does not answer them until that is over. */
        SLOW,
        /** It answers with something that is no JSON. */
        GARBAGE;

        static Fault of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private static final Pattern PATH = Pattern.compile("/(i-[\\w-]+)/api/v0/(.+)");

    private final String password = UUID.randomUUID().toString();
    private final Map<String, SimulatedWorker> workers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated-cml");
        thread.setDaemon(true);
        return thread;
    });
    private final Traffic traffic = new Traffic();
    private final Clock clock;
    private final HttpServer server;

    private SimulatedCml(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
    }

    /**
     * Starts it, on a free port.
     *
     * @param clock on which the labs depend
     * @return the simulator, to be closed
     */
    public static SimulatedCml start(Clock clock) {
        SimulatedCml simulator = new SimulatedCml(clock);
        // Its own thread is a daemon only if the thread is that starts it: a start that fails must end the application.
        CompletableFuture.runAsync(simulator.server::start, simulator.threads).join();
        return simulator;
    }

    /**
     * Where the CML of each worker is.
     *
     * @return with {@code {instanceId}} in it
     */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{instanceId}";
    }

    /**
     * Who may log in.
     *
     * @return the same on each worker
     */
    public String username() {
        return "admin";
    }

    /**
     * With which password.
     *
     * @return another one in each simulator
     */
    public String password() {
        return password;
    }

    /**
     * Breaks a worker's CML, or mends it. The requests that it has not answered until then are answered.
     *
     * @param instanceId the worker
     * @param fault what is wrong from now on
     */
    public void set(String instanceId, Fault fault) {
        worker(instanceId).fault(fault);
        traffic.takeHeld(instanceId).forEach(this::answer);
    }

    /**
     * What is wrong with which worker.
     *
     * @return those of which something is
     */
    public Map<String, Fault> faults() {
        Map<String, Fault> faults = new TreeMap<>();
        workers.forEach((id, worker) -> {
            if (worker.fault() != Fault.NONE) {
                faults.put(id, worker.fault());
            }
        });
        return faults;
    }

    /**
     * Makes a worker forget the tokens that it has given out.
     *
     * @param instanceId the worker
     */
    public void expireTokens(String instanceId) {
        worker(instanceId).expireTokens();
    }

    /**
     * The labs that there are now.
     *
     * @param instanceId the worker
     * @return their ids
     */
    public List<String> labIds(String instanceId) {
        return worker(instanceId).labs().stream().map(SimulatedLab::id).toList();
    }

    /**
     * How often a worker was asked.
     *
     * @param instanceId the worker
     * @param path below {@code /api/v0/}, without a query
     * @return the number of requests until now
     */
    public int requests(String instanceId, String path) {
        return traffic.requests(instanceId, path);
    }

    /**
     * How many workers are waiting for an answer, of those that are slow.
     *
     * @return the number of requests that are held now
     */
    public int held() {
        return traffic.held();
    }

    /**
     * The most requests that were under way at the same time.
     *
     * @return until now
     */
    public int mostAtATime() {
        return traffic.mostAtATime();
    }

    private SimulatedWorker worker(String instanceId) {
        return workers.computeIfAbsent(instanceId, id -> new SimulatedWorker(id, clock));
    }

    private void take(HttpExchange exchange) {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            send(exchange, 404, Map.of("code", 404, "description", "Not found"));
            return;
        }
        traffic.begin(path.group(1), path.group(2));
        SimulatedWorker worker = worker(path.group(1));
        if (worker.fault() != Fault.SLOW) {
            answer(exchange);
            return;
        }
        traffic.hold(path.group(1), exchange);
        if (worker.fault() != Fault.SLOW) { // mended in between
            traffic.takeHeld(path.group(1)).forEach(this::answer);
        }
    }

    private void answer(HttpExchange exchange) {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            throw new IllegalStateException("Not taken: " + exchange.getRequestURI());
        }
        SimulatedWorker worker = worker(path.group(1));
        traffic.end();
        switch (worker.fault()) {
            case BROKEN -> send(exchange, 500, Map.of("code", 500, "description", "Internal Server Error"));
            case GARBAGE -> send(exchange, 200, "<html>\u0000{\"computes\": [".getBytes(StandardCharsets.UTF_8));
            case NONE, SLOW -> answer(exchange, worker, path.group(2));
        }
    }

    private void answer(HttpExchange exchange, SimulatedWorker worker, String path) {
        if (path.equals("system_information")) {
            send(exchange, 200, worker.information());
        } else if (path.equals("authenticate")) {
            authenticate(exchange, worker);
        } else if (!worker.hasGiven(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("code", 401, "description", "401: Unauthorized"));
        } else if (path.equals("system_stats")) {
            send(exchange, 200, worker.stats());
        } else if (path.equals("labs")) {
            send(exchange, 200, worker.labs().stream().map(SimulatedLab::id).toList());
        } else {
            @Nullable SimulatedLab lab = worker.lab(path);
            if (lab == null) {
                send(exchange, 404, Map.of("code", 404, "description", "Lab not found"));
            } else {
                send(exchange, 200, lab.description());
            }
        }
    }

    private void authenticate(HttpExchange exchange, SimulatedWorker worker) {
        JsonNode login;
        try {
            login = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (login.path("username").asString("").equals(username())
                && login.path("password").asString("").equals(password)) {
            send(exchange, 200, worker.newToken());
        } else {
            send(exchange, 403, Map.of("code", 403, "description", "Authentication failed!"));
        }
    }

    private static void send(HttpExchange exchange, int status, Object answer) {
        send(exchange, status, JsonMapper.shared().writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException ignored) {
            // Whoever asked has gone meanwhile.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
