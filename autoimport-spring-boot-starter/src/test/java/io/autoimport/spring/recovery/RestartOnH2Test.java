package io.autoimport.spring.recovery;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RestartOnH2Test extends RestartContract {

    RestartOnH2Test(@TempDir Path folder) {
        super(TestStore.h2(folder));
    }
}
