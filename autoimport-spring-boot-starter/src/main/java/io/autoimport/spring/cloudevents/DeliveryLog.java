package io.autoimport.spring.cloudevents;

import io.autoimport.core.model.Text;
import io.autoimport.spring.outbox.ClaimedEvent;
import io.autoimport.spring.outbox.FailedDelivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once when a sink does not take events any more, and once when it does again; of an event that alone is not taken,
 * once as well. Not thread-safe.
 */
final class DeliveryLog {

    private static final Logger log = LoggerFactory.getLogger(DeliveryLog.class);

    /** More are hardly all the fault of single events. */
    private static final int MAX_REMEMBERED = 1_000;

    private final String sink;
    private final Map<Long, Boolean> told = new LinkedHashMap<>();
    private boolean sinkDown;
    private boolean storeDown;

    DeliveryLog(String sink) {
        this.sink = sink;
    }

    void completed(DeliveryRound.Outcome outcome) {
        if (storeDown) {
            storeDown = false;
            log.info("The outbox can be read again");
        }
        if (outcome.allFailed()) {
            if (!sinkDown) {
                sinkDown = true;
                warn(
                        "The sink {} does not take events, which wait in the outbox and are tried again: event {}"
                                + " of {} failed: {}",
                        outcome.failed().get(0));
            }
        } else if (!outcome.delivered().isEmpty()) {
            if (sinkDown) {
                sinkDown = false;
                log.info("The sink {} takes events again", sink);
            }
            outcome.failed().stream()
                    .filter(failure -> !told.containsKey(failure.claimed().row()))
                    .findFirst()
                    .ifPresent(failure -> warn(
                            "The sink {} takes events, but not all: event {} of {} waits in the outbox with what"
                                    + " follows it, and is tried again: {}",
                            failure));
        }
        remember(outcome.failed());
        outcome.delivered().stream().map(ClaimedEvent::row).forEach(told::remove);
    }

    private void remember(List<FailedDelivery> failures) {
        failures.forEach(failure -> told.put(failure.claimed().row(), true));
        while (told.size() > MAX_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
    }

    private void warn(String text, FailedDelivery failure) {
        log.warn(
                text,
                sink,
                failure.claimed().event().id(),
                failure.claimed().event().subject(),
                failure.reason());
    }

    void storeFailed(RuntimeException e) {
        if (!storeDown) {
            storeDown = true;
            log.warn(
                    "No event can be delivered: the outbox can't be read or written; trying again: {}",
                    Text.singleLine(e.toString()));
        }
        log.debug("The outbox can't be read or written", e);
    }
}
