package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactIdTest {

    /** Computed by other means. */
    private static final String IMPORTED = "6086a32c-dbc0-8134-bea5-ff60839a6671";

    @Test
    void itIsTheExampleOfTheRfc() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(FactId.uuid(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("5c146b14-3c52-8afd-938a-375d0df1fbf6"));
    }

    @Test
    void itNeverChanges() {
        assertThat(FactId.of(EventKind.WORKER_IMPORTED, "i-1", "run-1")).isEqualTo(IMPORTED);
    }

    @Test
    void whereOnePartEndsMakesADifference() {
        assertThat(FactId.of(EventKind.WORKER_IMPORTED, "i-1", "1"))
                .isNotEqualTo(FactId.of(EventKind.WORKER_IMPORTED, "i-11", ""))
                .isNotEqualTo(FactId.of(EventKind.WORKER_MISSING, "i-1", "1"));
    }
}
