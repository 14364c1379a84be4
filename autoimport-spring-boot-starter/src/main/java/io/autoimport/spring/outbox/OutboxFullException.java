package io.autoimport.spring.outbox;

/** There is no room for more events. What happened with them is to be rolled back, and done again later. */
public final class OutboxFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what there is no room for, and what to do.
     *
     * @param waiting how many events wait
     * @param added how many more there would be
     * @param maxSize how many there may be
     * @param property the name of the property that says so
     */
    public OutboxFullException(long waiting, int added, long maxSize, String property) {
        super("No room for " + added + " more events: " + waiting + " of at most " + maxSize
                + " wait to be delivered. Find out why the sink does not take them, or raise " + property);
    }
}
