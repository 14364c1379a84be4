package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private static final Instant MICROS = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final Instant MILLIS = Instant.parse("2026-11-23T12:00:00.123Z");

    @Test
    void timesAreNoFinerThanAnyStoreKeepsThem() {
        Image image = new Image("ami-1", "CML-2.7.0", null, MICROS, null, null);
        Instance instance = new Instance(
                "i-1", "us-east-1", null, image, InstanceState.RUNNING, "m5.large", MICROS, null, null, Map.of());

        assertThat(instance.launchTime()).isEqualTo(MILLIS);
        assertThat(instance.image().creationDate()).isEqualTo(MILLIS);
    }
}
