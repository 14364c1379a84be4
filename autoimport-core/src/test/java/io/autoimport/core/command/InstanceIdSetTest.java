package io.autoimport.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class InstanceIdSetTest {

    @Property(tries = 200, seed = "77")
    void holdsWhatASetHolds(@ForAll List<@AlphaChars @StringLength(max = 3) String> ids) {
        InstanceIdSet set = new InstanceIdSet();
        Set<String> model = new HashSet<>();
        for (String id : ids) {
            assertThat(set.add(id)).isEqualTo(model.add(id));
        }
        for (String id : ids) {
            assertThat(set.contains(id)).isTrue();
            assertThat(set.contains(id + "x")).isEqualTo(model.contains(id + "x"));
        }
    }

    @Test
    void tellsAMillionNeighboursApart() {
        InstanceIdSet set = new InstanceIdSet();

        long added = IntStream.range(0, 1_000_000)
                .filter(i -> set.add("i-%017x".formatted(2 * i)))
                .count();

        assertThat(added).isEqualTo(1_000_000);
        assertThat(IntStream.range(0, 1_000_000)).noneMatch(i -> set.contains("i-%017x".formatted(2 * i + 1)));
    }
}
