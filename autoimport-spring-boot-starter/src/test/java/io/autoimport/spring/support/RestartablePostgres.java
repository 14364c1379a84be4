package io.autoimport.spring.support;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of its own, which can be stopped and started again, at the same port and with its data. */
public final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final int port = FreePort.find();
    private @Nullable EmbeddedPostgres server;

    /**
     * Makes a server that does not run yet.
     *
     * @param folder an empty folder for its data
     */
    public RestartablePostgres(Path folder) {
        data = folder.resolve("data");
    }

    /** The URL of its database; the user is postgres, without a password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public synchronized void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off") // nobody cuts the power
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = null;
            // It is given five seconds, and may take longer to write what it has in memory.
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.notExists(data.resolve("postmaster.pid")));
        }
    }

    @Override
    public void close() {
        stop();
    }
}
