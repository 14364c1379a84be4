package io.autoimport.spring.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Keeps events from the transaction in which they happened until they are delivered, over restarts and for all nodes that
 * share it. Implementations must be thread-safe. One that can't be reached throws.
 */
public interface Outbox {

    /**
     * Keeps events, in the current transaction if there is one of the outbox's store, else in one of its own.
     *
     * @param events what to deliver, in order; at least one
     * @param committed called once they are there to stay; not called if the transaction is rolled back
     * @throws OutboxFullException if there is no room for all of them; then none is kept
     */
    void add(List<OutboxEvent> events, Runnable committed);

    /**
     * Takes events that may be delivered now: of each subject the oldest one at most, and none that is claimed already or
     * has to wait after a failure. A claim ends by itself after its lease, so that others succeed a node that has died.
     *
     * @param limit how many to take at most, one or more
     * @param lease how long the claim lasts, by the store's clock
     * @return what this node may deliver, the oldest first
     */
    List<ClaimedEvent> claim(int limit, Duration lease);

    /**
     * Removes events that were delivered. Whether they are still claimed does not matter.
     *
     * @param events what was delivered; may be empty
     */
    void remove(Collection<ClaimedEvent> events);

    /**
     * Writes down that events were not delivered, and gives back their claims. Left out are those that were claimed
     * anew meanwhile.
     *
     * @param failures what was not delivered; may be empty
     */
    void postpone(Collection<FailedDelivery> failures);

    /**
     * Gives claims back, as if they had never been made. Left out are those events that were claimed anew meanwhile.
     *
     * @param events what was not tried, or not to its end; may be empty
     */
    void release(Collection<ClaimedEvent> events);

    /**
     * What waits. Reads all rows of the outbox: for people who ask, and not for every page.
     *
     * @return the backlog
     */
    Backlog backlog();
}
