package io.autoimport.spring.support;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Servers on the loopback interface that speak the protocol of MongoDB, in this JVM. One is shared, with an empty
 * database for each who asks. Others can be started for tests of outages: they keep nothing over a restart.
 */
public final class TestMongo implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int port;
    private MongoServer server;

    private static final class Shared {
        private static final TestMongo MONGO = start();
    }

    private TestMongo(int port) {
        MongoServer started = listenOn(port);
        this.port = started.getLocalAddress().getPort();
        this.server = started;
    }

    private static MongoServer listenOn(int port) {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    /** The URI of a new database of the server that all tests share, for a client that waits as long as it takes. */
    public static String emptyDatabase() {
        return "mongodb://127.0.0.1:" + Shared.MONGO.port + "/test_" + NUMBER.incrementAndGet();
    }

    /** Starts a server of its own on a port that is free. */
    public static TestMongo start() {
        return start(FreePort.find());
    }

    /** Starts a server of its own. */
    public static TestMongo start(int port) {
        return new TestMongo(port);
    }

    public int port() {
        return port;
    }

    /** The URI of a database of this server, for a client that doesn't wait long when the server is down. */
    public String uri(String database) {
        return uri(port, database);
    }

    /** The URI of a database, for a client that doesn't wait long when there is no server. */
    public static String uri(int port, String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database + "?serverSelectionTimeoutMS=2000";
    }

    /** Ends it, and cuts all connections. */
    public void stop() {
        server.shutdownNow();
    }

    /** Starts it again after {@link #stop}, on the same port and empty. */
    public void restart() {
        server = listenOn(port);
    }

    @Override
    public void close() {
        stop();
    }
}
