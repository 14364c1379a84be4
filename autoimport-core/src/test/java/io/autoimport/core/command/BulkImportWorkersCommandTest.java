package io.autoimport.core.command;

import static io.autoimport.core.command.ImportFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autoimport.core.model.ImportSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkImportWorkersCommandTest {

    private static BulkImportWorkersCommand.Builder aCommand() {
        return BulkImportWorkersCommand.of(source("us-east-1", "eu-west-1")).createdBy("alice");
    }

    @Test
    void hasDefaults() {
        BulkImportWorkersCommand command = aCommand().build();
        assertThat(command.maxConcurrency()).isEqualTo(8);
        assertThat(command.maxImports()).isNull();
        assertThat(command.dryRun()).isFalse();
        assertThat(command.runId()).isNotBlank().isNotEqualTo(aCommand().build().runId());
    }

    @Test
    void namesTheTargetsOfAllSources() {
        ImportSource labs = ImportSource.named("labs")
                .regions("us-east-1")
                .instanceIds(List.of("i-1"))
                .build();
        assertThat(BulkImportWorkersCommand.of(source("us-east-1", "eu-west-1"), labs)
                        .createdBy("alice")
                        .build()
                        .targets())
                .extracting(Object::toString)
                .containsExactly("default/us-east-1", "default/eu-west-1", "labs/us-east-1");
    }

    @Test
    void needsASource() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BulkImportWorkersCommand.of().createdBy("alice").build())
                .withMessage("An import needs at least one source");
    }

    @Test
    void needsSourcesOfDifferentNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BulkImportWorkersCommand.of(source("us-east-1"), source("eu-west-1"))
                        .createdBy("alice")
                        .build())
                .withMessage("Two sources are named default");
    }

    @Test
    void needsToKnowWhoAsks() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BulkImportWorkersCommand.of(source("us-east-1")).build())
                .withMessage("An import needs to know who asks for it");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aCommand().maxConcurrency(0).build())
                .withMessage("maxConcurrency must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aCommand().maxImports(0L).build())
                .withMessage("maxImports must be at least 1, not 0");
    }
}
