package io.autoimport.sample.workers;

import io.autoimport.core.command.Command;
import io.autoimport.sample.cml.CmlWorker;

/** Asks a worker how many labs it has. What they are like is asked less often, by a job of its own. */
record RefreshWorkerLabsCommand(CmlWorker worker) implements Command<Integer> {}
