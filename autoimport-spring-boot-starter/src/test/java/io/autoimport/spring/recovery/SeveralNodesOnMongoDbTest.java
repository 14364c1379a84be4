package io.autoimport.spring.recovery;

class SeveralNodesOnMongoDbTest extends SeveralNodesContract {

    SeveralNodesOnMongoDbTest() {
        super(TestStore.mongodb());
    }
}
