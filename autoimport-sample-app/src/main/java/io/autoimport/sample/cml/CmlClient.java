package io.autoimport.sample.cml;

import io.autoimport.sample.cml.CmlHttp.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the CML of a worker. Each method makes one request; or three, if the token that it has is not valid any more. All of
 * them throw a {@link CmlException} if there is no answer in time, or none that makes sense. Thread-safe.
 */
public final class CmlClient {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private static final String API = "/api/v0/";

    /** Whatever goes into a header or a path as it is. */
    private static final Pattern TOKEN = Pattern.compile("[\\w.~+/=-]{1,8192}");

    private static final Pattern LAB_ID = Pattern.compile("[\\w-]{1,64}");

    private static final int MAX_LABS = 1000;

    private final CmlSettings settings;
    private final CmlHttp http;
    private final JsonMapper json;
    private final CmlTokens tokens = new CmlTokens();

    /**
     * Makes a client.
     *
     * @param settings where CML is, and who asks
     * @param http with the timeout of the settings for connections, and what it trusts
     * @param json reads the answers
     */
    public CmlClient(CmlSettings settings, HttpClient http, JsonMapper json) {
        this.settings = settings;
        this.http = new CmlHttp(http, settings);
        this.json = json;
    }

    /**
     * Whether there is a user name to ask with.
     *
     * @return without one, nobody should be asked
     */
    public boolean isConfigured() {
        return settings.isComplete();
    }

    /**
     * What kind of CML it is. Takes no token.
     *
     * @param worker whom to ask
     * @return the answer
     */
    public CmlSystem system(CmlWorker worker) {
        String path = "system_information";
        Fields fields = fields(worker, path, get(worker, path, null));
        return new CmlSystem(fields.text("version"), fields.flag("ready"));
    }

    /**
     * How busy it is.
     *
     * @param worker whom to ask
     * @return the answer
     */
    public CmlStats stats(CmlWorker worker) {
        String path = "system_stats";
        List<CmlStats> hosts = fields(worker, path, getAuthenticated(worker, path)).values("computes").stream()
                .map(host -> statsOf(host.object("stats")))
                .toList();
        if (hosts.isEmpty()) {
            throw new CmlException(name(worker, path) + ": the answer has no computes");
        }
        return CmlStats.of(hosts);
    }

    private static CmlStats statsOf(Fields stats) {
        Fields cpu = stats.object("cpu");
        Fields nodes = stats.object("dominfo");
        return new CmlStats(
                cpu.count("count"),
                cpu.number("percent"),
                usageOf(stats.object("memory")),
                usageOf(stats.object("disk")),
                nodes.optionalCount("allocated_cpus"),
                nodes.optionalCount("running_nodes"));
    }

    private static CmlUsage usageOf(Fields usage) {
        return new CmlUsage(usage.amount("used"), usage.amount("total"));
    }

    /**
     * Which labs there are: of all users, if the user may see them.
     *
     * @param worker whom to ask
     * @return their ids
     */
    public List<String> labIds(CmlWorker worker) {
        String path = "labs?show_all=true";
        JsonNode answer = parsed(worker, path, getAuthenticated(worker, path));
        if (!answer.isArray() || answer.size() > MAX_LABS) {
            throw new CmlException(name(worker, path) + ": the answer is no array of at most " + MAX_LABS + " labs");
        }
        return answer.values().stream()
                .map(id -> labId(worker, path, id))
                .distinct()
                .toList();
    }

    private static String labId(CmlWorker worker, String path, JsonNode id) {
        if (!id.isString() || !LAB_ID.matcher(id.stringValue()).matches()) {
            throw new CmlException(name(worker, path) + ": the answer has something in it that is no id of a lab");
        }
        return id.stringValue();
    }

    /**
     * What a lab is like.
     *
     * @param worker whom to ask
     * @param labId one of {@link #labIds}
     * @return the lab; empty if there is none any more
     */
    public Optional<CmlLab> lab(CmlWorker worker, String labId) {
        String path = "labs/" + labId;
        Answer answer = getAuthenticated(worker, path);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        Fields lab = fields(worker, path, answer);
        @Nullable String owner = lab.optionalText("owner_username");
        return Optional.of(new CmlLab(
                labId,
                lab.text("lab_title"),
                lab.text("state"),
                lab.count("node_count"),
                lab.count("link_count"),
                owner != null ? owner : lab.optionalText("owner"),
                lab.optionalTime("created"),
                lab.optionalTime("modified")));
    }

    private Answer getAuthenticated(CmlWorker worker, String path) {
        @Nullable String kept = tokens.of(worker);
        if (kept != null) {
            Answer answer = get(worker, path, kept);
            if (answer.status() != UNAUTHORIZED) {
                return answer;
            }
        }
        String renewed = authenticate(worker);
        tokens.keep(worker, renewed);
        return get(worker, path, renewed);
    }

    private String authenticate(CmlWorker worker) {
        String path = "authenticate";
        String body = json.writeValueAsString(Map.of("username", settings.username(), "password", settings.password()));
        HttpRequest request = to(worker, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode token = parsed(worker, path, http.send(name(worker, path), request));
        if (!token.isString() || !TOKEN.matcher(token.stringValue()).matches()) {
            throw new CmlException(name(worker, path) + ": the answer is no token");
        }
        return token.stringValue();
    }

    private Answer get(CmlWorker worker, String path, @Nullable String token) {
        HttpRequest.Builder request = to(worker, path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(name(worker, path), request.build());
    }

    private HttpRequest.Builder to(CmlWorker worker, String path) {
        return HttpRequest.newBuilder(URI.create(settings.urlOf(worker) + API + path))
                .header("Accept", "application/json");
    }

    private Fields fields(CmlWorker worker, String path, Answer answer) {
        return new Fields(name(worker, path), parsed(worker, path, answer));
    }

    private JsonNode parsed(CmlWorker worker, String path, Answer answer) {
        if (answer.status() != OK) {
            throw new CmlException(name(worker, path) + ": status " + answer.status());
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            // Neither the message nor the cause: both may quote the answer, which may be a token.
            throw new CmlException(name(worker, path) + ": the answer is no JSON");
        }
    }

    private static String name(CmlWorker worker, String path) {
        return worker.instanceId() + ", " + API + path;
    }
}
