package io.autoimport.spring.recovery;

import io.autoimport.spring.support.FreePort;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageOnH2Test extends StoreOutageContract {

    private final Path folder;
    private final int port = FreePort.find();
    private @Nullable Server server;

    StoreOutageOnH2Test(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    TestStore store() {
        return new TestStore(
                "jdbc",
                List.of(
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + port + "/./store",
                        "spring.datasource.username=sa",
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.maximum-pool-size=3"));
    }

    @Override
    void startServer() throws SQLException {
        server = Server.createTcpServer(
                        "-tcpPort", String.valueOf(port), "-baseDir", folder.toString(), "-ifNotExists", "-tcpDaemon")
                .start();
    }

    @Override
    void stopServer() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}
