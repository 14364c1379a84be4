package io.autoimport.sample.workers;

import io.autoimport.core.command.CommandHandler;
import io.autoimport.sample.cml.CmlClient;
import org.springframework.stereotype.Component;

/** Counts the labs of the worker's CML, with one request however many they are. */
@Component
class RefreshWorkerLabsHandler implements CommandHandler<RefreshWorkerLabsCommand, Integer> {

    private final CmlClient cml;

    RefreshWorkerLabsHandler(CmlClient cml) {
        this.cml = cml;
    }

    @Override
    public Class<RefreshWorkerLabsCommand> commandType() {
        return RefreshWorkerLabsCommand.class;
    }

    @Override
    public Integer handle(RefreshWorkerLabsCommand command) {
        return cml.labIds(command.worker()).size();
    }
}
