package io.autoimport.sample.workers;

import io.autoimport.core.command.CommandHandler;
import io.autoimport.sample.cml.CmlClient;
import org.springframework.stereotype.Component;

/** Asks the worker's CML. What keeps it from answering goes on to whoever sent the command. */
@Component
class RefreshWorkerMetricsHandler implements CommandHandler<RefreshWorkerMetricsCommand, WorkerLoad> {

    private final CmlClient cml;

    RefreshWorkerMetricsHandler(CmlClient cml) {
        this.cml = cml;
    }

    @Override
    public Class<RefreshWorkerMetricsCommand> commandType() {
        return RefreshWorkerMetricsCommand.class;
    }

    @Override
    public WorkerLoad handle(RefreshWorkerMetricsCommand command) {
        return WorkerLoad.of(cml.system(command.worker()), cml.stats(command.worker()));
    }
}
