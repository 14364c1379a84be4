package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.fault.FaultRule;

/**
 * A fault in force, from the moment it was asked for until it is removed. Hits every request unless it is restricted.
 * Thread-safe.
 */
public final class Fault {

    private final FaultRule rule;

    Fault(FaultRule rule) {
        this.rule = rule;
    }

    /**
     * Restricts it to an action.
     *
     * @param action for example {@code DescribeInstances}
     * @return this
     */
    public Fault on(String action) {
        rule.restrictToAction(action);
        return this;
    }

    /**
     * Restricts it to a region.
     *
     * @param region for example {@code eu-west-1}
     * @return this
     */
    public Fault in(String region) {
        rule.restrictToRegion(region);
        return this;
    }

    /**
     * Restricts it to the requests of an account.
     *
     * @param accountId twelve digits
     * @return this
     */
    public Fault forAccount(String accountId) {
        rule.restrictToAccount(accountId);
        return this;
    }

    /**
     * Lets so many requests pass that it is meant for, before it hits the first.
     *
     * @param requests zero or more
     * @return this
     */
    public Fault after(int requests) {
        rule.skip(requests);
        return this;
    }

    /**
     * Ends it after so many hits, counted from now.
     *
     * @param hits zero or more
     * @return this
     */
    public Fault times(int hits) {
        rule.limit(hits);
        return this;
    }

    /**
     * How many requests it has hit.
     *
     * @return zero or more
     */
    public long hits() {
        return rule.hits();
    }

    /** Ends it. Requests that hang on its account are cut off. */
    public void remove() {
        rule.remove();
    }
}
