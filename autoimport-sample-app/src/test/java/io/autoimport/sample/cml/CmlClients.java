package io.autoimport.sample.cml;

import io.autoimport.sample.simulator.SimulatedCml;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Clients for tests, of a simulator or of something else. */
public final class CmlClients {

    /** Longer than any answer of a simulator that is well takes, even on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private CmlClients() {}

    public static CmlClient of(SimulatedCml cml) {
        return of(cml, PATIENCE);
    }

    public static CmlClient of(SimulatedCml cml, Duration requestTimeout) {
        return of(settings(cml.baseUrl(), cml.username(), cml.password(), requestTimeout));
    }

    public static CmlClient withoutUser(SimulatedCml cml) {
        return of(settings(cml.baseUrl(), "", "", PATIENCE));
    }

    static CmlSettings settings(String baseUrl, String username, String password, Duration requestTimeout) {
        return new CmlSettings(baseUrl, username, password, PATIENCE, requestTimeout, DataSize.ofKilobytes(64), null);
    }

    static CmlClient of(CmlSettings settings) {
        return new CmlClient(
                settings,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout())
                        .build(),
                JsonMapper.shared());
    }
}
