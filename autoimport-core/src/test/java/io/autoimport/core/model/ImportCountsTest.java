package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ImportCountsTest {

    @Test
    void foundIsTheSum() {
        assertThat(ImportCounts.of(3, 7, 1)).isEqualTo(new ImportCounts(11, 3, 7, 1, 0, 0, 0));
    }

    @Test
    void refusesASumThatDoesNotAddUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImportCounts(10, 3, 6, 0, 0, 0, 0))
                .withMessage("10 found is not 3 imported + 6 skipped + 0 failed");
    }

    @Test
    void refusesNegativeCounts() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImportCounts.of(-1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ImportCounts.of(1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ImportCounts.of(1, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportCounts(0, 0, 0, 0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportCounts(0, 0, 0, 0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportCounts(0, 0, 0, 0, 0, 0, -1));
    }

    @Test
    void whatBecameOfKnownWorkersIsCountedBeside() {
        assertThat(new ImportCounts(1, 1, 0, 0, 5, 6, 7).plus(new ImportCounts(2, 0, 1, 1, 10, 20, 30)))
                .isEqualTo(new ImportCounts(3, 1, 1, 1, 15, 26, 37));
    }

    @Property(tries = 300, seed = "4714")
    void sumsKeepTheInvariant(
            @ForAll @LongRange(max = 1_000_000) long imported,
            @ForAll @LongRange(max = 1_000_000) long skipped,
            @ForAll @LongRange(max = 1_000_000) long failed) {
        ImportCounts counts = ImportCounts.of(imported, skipped, failed);
        ImportCounts sum = counts.plus(ImportCounts.NONE).plus(counts);
        assertThat(sum.found()).isEqualTo(2 * (imported + skipped + failed));
    }
}
