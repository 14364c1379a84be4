package io.autoimport.spring.recovery;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageOnPostgresqlTest extends StoreOutageContract {

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    StoreOutageOnPostgresqlTest(@TempDir Path folder) throws IOException {
        data = folder.resolve("data");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @Override
    TestStore store() {
        return new TestStore(
                "jdbc",
                List.of(
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "spring.datasource.username=postgres",
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.maximum-pool-size=3"));
    }

    @Override
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    @Override
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
