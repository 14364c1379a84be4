package io.autoimport.spring.recovery;

import io.autoimport.spring.support.RestartablePostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageOnPostgresqlTest extends StoreOutageContract {

    private final RestartablePostgres server;

    StoreOutageOnPostgresqlTest(@TempDir Path folder) {
        server = new RestartablePostgres(folder);
    }

    @Override
    TestStore store() {
        return new TestStore(
                "jdbc",
                List.of(
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=" + server.url(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.maximum-pool-size=3"));
    }

    @Override
    void startServer() {
        server.start();
    }

    @Override
    void stopServer() {
        server.stop();
    }
}
