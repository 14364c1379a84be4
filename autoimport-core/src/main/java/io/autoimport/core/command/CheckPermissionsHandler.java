package io.autoimport.core.command;

import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.spi.InstanceDiscovery;
import jakarta.inject.Inject;
import java.util.List;

/** Asks target by target whether the calls of an import are allowed. Thread-safe. */
public final class CheckPermissionsHandler implements CommandHandler<CheckPermissionsCommand, List<PermissionCheck>> {

    private final InstanceDiscovery discovery;

    /**
     * Makes a handler.
     *
     * @param discovery knows what it asks, and asks whether it may
     */
    @Inject
    public CheckPermissionsHandler(InstanceDiscovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public Class<CheckPermissionsCommand> commandType() {
        return CheckPermissionsCommand.class;
    }

    @Override
    public List<PermissionCheck> handle(CheckPermissionsCommand command) {
        return command.sources().stream()
                .flatMap(source -> source.targets().stream())
                .flatMap(target -> discovery.checkPermissions(target).checks().stream())
                .toList();
    }
}
