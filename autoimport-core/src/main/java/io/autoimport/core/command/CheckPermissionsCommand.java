package io.autoimport.core.command;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.PermissionCheck;
import java.util.List;

/**
 * Asks whether every call that the import makes is allowed, in each target. Nothing is read, and nothing is written.
 *
 * @param sources the sources whose targets are asked; may be empty
 */
public record CheckPermissionsCommand(List<ImportSource> sources) implements Command<List<PermissionCheck>> {

    /** Copies. */
    public CheckPermissionsCommand {
        sources = List.copyOf(sources);
    }
}
