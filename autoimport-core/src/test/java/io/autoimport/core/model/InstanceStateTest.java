package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceStateTest {

    @ParameterizedTest
    @CsvSource({
        "pending, 0, true",
        "running, 16, true",
        "shutting-down, 32, false",
        "terminated, 48, false",
        "stopping, 64, true",
        "stopped, 80, true",
    })
    void isCalledAndNumberedAsInEc2(String code, int number, boolean importable) {
        InstanceState state = InstanceState.ofCode(code);
        assertThat(state.code()).isEqualTo(code);
        assertThat(state.number()).isEqualTo(number);
        assertThat(state.isImportable()).isEqualTo(importable);
        assertThat(InstanceState.importable().contains(state)).isEqualTo(importable);
    }

    @Test
    void thereAreSixOfThem() {
        assertThat(InstanceState.values()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RUNNING", "shutting_down", "gone\n"})
    void namesTheStatesThatThereAreWhenAskedForAnother(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstanceState.ofCode(code))
                .withMessageContaining("EC2 knows pending, running, shutting-down, terminated, stopping, stopped")
                .withMessageNotContaining("\n");
    }
}
