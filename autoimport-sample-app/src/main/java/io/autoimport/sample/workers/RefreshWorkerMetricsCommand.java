package io.autoimport.sample.workers;

import io.autoimport.core.command.Command;
import io.autoimport.sample.cml.CmlWorker;

/** Asks a worker how busy it is. */
record RefreshWorkerMetricsCommand(CmlWorker worker) implements Command<WorkerLoad> {}
