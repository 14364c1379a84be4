package io.autoimport.spring.recovery;

import io.autoimport.spring.support.TestMongo;

class StoreOutageOnMongoDbTest extends StoreOutageContract {

    private final TestMongo server = TestMongo.start();

    private final TestStore store = TestStore.inPostgres("mongodb", "spring.mongodb.uri=" + server.uri("test"));

    StoreOutageOnMongoDbTest() {
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
