package io.autoimport.sample.cml;

import io.autoimport.core.model.Text;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;

/** What is said of a worker that could not be asked: one line if that can happen any day, a stack trace if it is a bug. */
public final class CmlFailures {

    private CmlFailures() {}

    /**
     * Logs it.
     *
     * @param log of the job that asked
     * @param worker who was asked
     * @param failure what was thrown
     */
    public static void log(Logger log, CmlWorker worker, Throwable failure) {
        if (failure instanceof CmlException) {
            log.warn("⚠️ {}", failure.getMessage());
        } else if (!(failure instanceof CancellationException)) { // of those, the end of the application has told
            log.error("❌ Asking {} failed unexpectedly", worker.instanceId(), failure);
        }
    }

    /**
     * Says it in one line.
     *
     * @param failure what was thrown
     * @return for people
     */
    public static String inWords(Throwable failure) {
        return failure instanceof CmlException known ? known.getMessage() : Text.singleLine(failure.toString());
    }
}
