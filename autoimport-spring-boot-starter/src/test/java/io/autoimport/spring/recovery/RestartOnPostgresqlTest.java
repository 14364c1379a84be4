package io.autoimport.spring.recovery;

class RestartOnPostgresqlTest extends RestartContract {

    RestartOnPostgresqlTest() {
        super(TestStore.postgresql());
    }
}
