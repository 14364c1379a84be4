package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {

    @Test
    void hasTheDefaultsOfTheContract() {
        assertThat(Reconciliation.DEFAULT).isEqualTo(new Reconciliation(true, MissingPolicy.REPORT, 3, 20));
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "-1, 20", "1001, 20", "3, -1", "3, 101"})
    void refusesNumbersOutOfTheirRange(int missingAfter, int maxMissingPercent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reconciliation(true, MissingPolicy.MARK, missingAfter, maxMissingPercent));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 100, 20, false",
        "21, 100, 20, true",
        "1, 5, 20, false",
        "1, 4, 20, true",
        "1, 1, 100, false",
        "1, 1000000, 0, true",
        "0, 0, 0, false",
        "200000, 1000000, 20, false",
        "200001, 1000000, 20, true"
    })
    void noMoreThanTheShareIsBelieved(long missing, long all, int percent, boolean tooMany) {
        assertThat(new Reconciliation(true, MissingPolicy.MARK, 3, percent).isTooMany(missing, all))
                .isEqualTo(tooMany);
    }
}
