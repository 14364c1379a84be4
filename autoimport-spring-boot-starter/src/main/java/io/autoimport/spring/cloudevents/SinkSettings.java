package io.autoimport.spring.cloudevents;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent.
 *
 * @param uri the URL, without a user name and password
 * @param authorization what the header of that name says, of the user name and password; null if there are none
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long an answer may take
 */
record SinkSettings(URI uri, @Nullable String authorization, Duration connectTimeout, Duration requestTimeout) {

    static SinkSettings of(URI sink, Duration connectTimeout, Duration requestTimeout) {
        @Nullable String user = sink.getUserInfo();
        @Nullable
        String authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return new SinkSettings(withoutUser(sink), authorization, connectTimeout, requestTimeout);
    }

    private static URI withoutUser(URI sink) {
        @Nullable String path = sink.getRawPath();
        @Nullable String query = sink.getRawQuery();
        return URI.create(originOf(sink) + (path == null ? "" : path) + (query == null ? "" : "?" + query));
    }

    private static String originOf(URI sink) {
        return sink.getScheme() + "://" + sink.getHost() + (sink.getPort() < 0 ? "" : ":" + sink.getPort());
    }

    /** The sink for people: where it is, and nothing of the path and the query, which may be secret. */
    String origin() {
        return originOf(uri);
    }

    @Override
    public String toString() {
        return origin();
    }
}
