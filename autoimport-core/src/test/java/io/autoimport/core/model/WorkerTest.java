package io.autoimport.core.model;

import static io.autoimport.core.support.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static String nameOf(Instance instance) {
        return Worker.of(instance, "default", "auto-import-job", "run-1", NOW).name();
    }

    @Test
    void isIdentifiedByTheInstance() {
        Instance instance = anInstance("i-1");
        Worker worker = Worker.of(instance, "labs", "alice", "run-1", NOW);
        assertThat(worker.instanceId()).isEqualTo("i-1");
        assertThat(worker).isEqualTo(new Worker("CML-2.7.0-prod-i-1", instance, "labs", "alice", "run-1", NOW));
    }

    @Test
    void isNamedAfterTheNameTag() {
        assertThat(nameOf(anInstance().tagged("Name", "lab 7").build())).isEqualTo("lab 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void isNamedAfterAmiAndIdWhenTheTagIsBlank(String tag) {
        assertThat(nameOf(anInstance()
                        .id("i-0123456789abcdef0")
                        .tagged("Name", tag)
                        .of("ami-1", "CML-2.7.0")
                        .build()))
                .isEqualTo("CML-2.7.0-9abcdef0");
    }

    @Test
    void theNameTagIsCaseSensitive() {
        assertThat(nameOf(anInstance()
                        .id("i-0123456789abcdef0")
                        .tagged("name", "no")
                        .of("ami-1", "CML-2.7.0")
                        .build()))
                .isEqualTo("CML-2.7.0-9abcdef0");
    }

    @Test
    void isNamedAfterTheAmiIdWhenTheAmiHasLostItsName() {
        assertThat(nameOf(anInstance()
                        .id("i-0123456789abcdef0")
                        .of(Image.ofId("ami-42"))
                        .build()))
                .isEqualTo("ami-42-9abcdef0");
    }

    @Test
    void copesWithAShortId() {
        assertThat(nameOf(anInstance().id("i-1").of("ami-1", "CML").build())).isEqualTo("CML-i-1");
    }

    @Test
    void refusesBlankTexts() {
        Instance instance = anInstance().build();
        assertThatIllegalArgumentException().isThrownBy(() -> new Worker(" ", instance, "s", "c", "r", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new Worker("n", instance, " ", "c", "r", NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Worker("n", instance, "s", "", "run-1", NOW))
                .withMessage("The creator of a worker must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anInstance().id(" ").build())
                .withMessage("An instance id must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.ofId(""))
                .withMessage("An image id must not be blank");
    }
}
