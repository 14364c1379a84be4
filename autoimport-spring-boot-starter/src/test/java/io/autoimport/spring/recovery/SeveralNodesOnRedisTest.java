package io.autoimport.spring.recovery;

class SeveralNodesOnRedisTest extends SeveralNodesContract {

    SeveralNodesOnRedisTest() {
        super(TestStore.redis());
    }
}
