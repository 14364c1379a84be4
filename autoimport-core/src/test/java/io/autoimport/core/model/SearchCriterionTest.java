package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autoimport.core.model.SearchCriterion.AmiIds;
import io.autoimport.core.model.SearchCriterion.AmiName;
import io.autoimport.core.model.SearchCriterion.InstanceIds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchCriterionTest {

    @Test
    void describesItself() {
        assertThat(new AmiName(new AmiNamePattern("CML-2.7.0-*")).describe()).isEqualTo("AMI name: CML-2.7.0-*");
        assertThat(new AmiIds(new LinkedHashSet<>(List.of("ami-2", "ami-1"))).describe())
                .isEqualTo("AMI ids: ami-2, ami-1");
        assertThat(new InstanceIds(Set.of("i-0abcdef1234567890")).describe())
                .isEqualTo("instance ids: i-0abcdef1234567890");
    }

    @Test
    void describesAHostileNameOnOneLine() {
        assertThat(new AmiName(new AmiNamePattern("a\nb")).describe()).isEqualTo("AMI name: a\\u000ab");
    }

    @Test
    void needsAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiIds(Set.of()))
                .withMessage("At least one AMI id is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceIds(Set.of()))
                .withMessage("At least one instance id is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ami-", "i-1", "ami-1 ", "ami-1\n", "AMI-1", "ami-*", "ami-1,ami-2"})
    void refusesWhatCannotBeAnAmiId(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiIds(Set.of(id)))
                .withMessageContaining("is not an AMI id: expected ami-...")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i-", "ami-1", "i-1 ", "i-*", "I-1"})
    void refusesWhatCannotBeAnInstanceId(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceIds(Set.of(id)))
                .withMessageContaining("is not an instance id: expected i-...");
    }
}
