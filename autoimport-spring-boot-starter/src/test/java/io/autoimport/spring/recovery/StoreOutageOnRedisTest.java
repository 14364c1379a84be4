package io.autoimport.spring.recovery;

import io.autoimport.spring.support.TestRedis;
import java.util.stream.Stream;

class StoreOutageOnRedisTest extends StoreOutageContract {

    private final TestRedis server = TestRedis.start();

    private final TestStore store = TestStore.inPostgres(
            "redis",
            Stream.concat(
                            Stream.of("spring.data.redis.timeout=1s", "spring.data.redis.connect-timeout=1s"),
                            Stream.of(server.properties()))
                    .toArray(String[]::new));

    StoreOutageOnRedisTest() {
        server.stop();
    }

    @Override
    TestStore store() {
        return store;
    }

    @Override
    void startServer() {
        server.restart();
    }

    @Override
    void stopServer() {
        server.stop();
    }
}
