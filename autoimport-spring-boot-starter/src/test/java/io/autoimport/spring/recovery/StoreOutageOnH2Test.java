package io.autoimport.spring.recovery;

import static org.awaitility.Awaitility.await;

import io.autoimport.spring.support.ChildJvm;
import io.autoimport.spring.support.FreePort;
import java.nio.file.Path;
import java.util.List;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageOnH2Test extends StoreOutageContract {

    private final Path folder;
    private final int port = FreePort.find();

    /** In a process of its own: when it ends, all its connections do, and nobody waits for an answer. */
    private @Nullable ChildJvm server;

    StoreOutageOnH2Test(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    TestStore store() {
        return new TestStore(
                "jdbc",
                List.of(
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + port + "/./store;WRITE_DELAY=0",
                        "spring.datasource.username=sa",
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.maximum-pool-size=3"));
    }

    @Override
    void startServer() {
        ChildJvm started = ChildJvm.startNode(
                Server.class,
                List.of("-tcp", "-tcpPort", String.valueOf(port), "-baseDir", folder.toString(), "-ifNotExists"));
        server = started;
        await().until(() -> started.hasPrinted(line -> line.startsWith("TCP server running")));
    }

    @Override
    void stopServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
