package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final long SEED = 4711;

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "9,256", "10,300", "11,300", "1000,300", "2147483647,300"})
    void eachFurtherFailureDoublesTheWaitUpToALimitAndHalfOfItIsChance(int failures, long seconds) {
        Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(failures, random))
                    .as("seed %s, number %s", SEED, i)
                    .isBetween(Duration.ofMillis(seconds * 500), Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "5"})
    void notAllWaitAsLong(int failures) {
        Random random = new Random(SEED);

        assertThat(backoff.after(failures, random)).isNotEqualTo(backoff.after(failures, random));
    }
}
