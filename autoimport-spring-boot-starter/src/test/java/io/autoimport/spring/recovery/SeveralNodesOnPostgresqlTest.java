package io.autoimport.spring.recovery;

class SeveralNodesOnPostgresqlTest extends SeveralNodesContract {

    SeveralNodesOnPostgresqlTest() {
        super(TestStore.postgresql());
    }
}
