package io.autoimport.spring.recovery;

class RestartOnRedisTest extends RestartContract {

    RestartOnRedisTest() {
        super(TestStore.redis());
    }
}
