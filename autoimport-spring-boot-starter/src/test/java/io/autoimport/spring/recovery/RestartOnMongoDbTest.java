package io.autoimport.spring.recovery;

class RestartOnMongoDbTest extends RestartContract {

    RestartOnMongoDbTest() {
        super(TestStore.mongodb());
    }
}
