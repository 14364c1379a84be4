package io.autoimport.spring.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/**
 * Real Redis servers on the loopback interface. One is shared, with an empty database for each who asks. Others can be
 * started for tests of outages: they keep nothing over a restart. All end with the JVM at the latest.
 */
public final class TestRedis implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private static final int DATABASES = 10_000;

    private static final int SLOTS = 16_384;

    /** The servers of a cluster talk to each other on a port that is higher by 10000. */
    private static final int HIGHEST_PORT_IN_CLUSTER = 65_535 - 10_000;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int port;
    private final RedisServer server;

    private static final class Shared {
        private static final TestRedis REDIS = start();
    }

    /** An empty database of the shared server. */
    public record Database(int port, int number) {

        /** The properties by which a Spring Boot application finds it. */
        public String[] properties() {
            return propertiesOf(port, number);
        }

        /** Connections to it, to be destroyed after the test. */
        public LettuceConnectionFactory connect() {
            RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(HOST, port);
            configuration.setDatabase(number);
            LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration);
            connections.afterPropertiesSet();
            connections.start();
            return connections;
        }
    }

    private TestRedis(int port, RedisServer server) {
        this.port = port;
        this.server = server;
    }

    /** A new database of the server that all tests share. */
    public static Database emptyDatabase() {
        int number = NUMBER.incrementAndGet();
        if (number == DATABASES) {
            throw new IllegalStateException("Too many databases; raise the limit");
        }
        return new Database(Shared.REDIS.port, number);
    }

    /** Starts a server of its own on any free port. */
    public static TestRedis start() {
        return start(FreePort.find());
    }

    /** Starts a server of its own. */
    public static TestRedis start(int port) {
        return start(port, "databases " + DATABASES);
    }

    /** Starts a cluster of one server. It is as strict about keys in one command as a large one. */
    public static TestRedis startCluster() {
        int port = IntStream.generate(FreePort::find)
                .filter(free -> free < HIGHEST_PORT_IN_CLUSTER)
                .findFirst()
                .orElseThrow();
        TestRedis redis = start(port, "cluster-enabled yes");
        LettuceConnectionFactory connections = new Database(port, 0).connect();
        try (RedisConnection connection = connections.getConnection()) {
            connection.execute("CLUSTER", allSlots());
            await().until(() -> new String((byte[]) connection.execute("CLUSTER", bytes("INFO")), UTF_8)
                    .contains("cluster_state:ok"));
        } finally {
            connections.destroy();
        }
        return redis;
    }

    private static byte[][] allSlots() {
        return Stream.concat(Stream.of("ADDSLOTS"), IntStream.range(0, SLOTS).mapToObj(String::valueOf))
                .map(TestRedis::bytes)
                .toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static TestRedis start(int port, String setting) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .bind(HOST)
                    .port(port)
                    .setting(setting)
                    .setting("save \"\"")
                    .soutListener(line -> {}) // read, lest the server stops when the pipe is full
                    .serrListener(line -> {})
                    .build();
            TestRedis redis = new TestRedis(port, server);
            redis.restart();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The properties by which a Spring Boot application finds this server. */
    public String[] properties() {
        return propertiesOf(port, 0);
    }

    private static String[] propertiesOf(int port, int database) {
        return new String[] {
            "spring.data.redis.host=" + HOST, "spring.data.redis.port=" + port, "spring.data.redis.database=" + database
        };
    }

    /** Ends it, and cuts all connections. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after {@link #stop}, on the same port and empty. */
    public void restart() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
