package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.fault.Effect;
import io.autoimport.test.ec2.internal.fault.Effect.Damage;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.internal.fault.TokenBuckets;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/**
 * What goes wrong on request. Each method puts a fault in force at once, for every request, and returns it, to be
 * restricted and removed. Of several faults of one kind the oldest that matches a request hits it; latencies add up, and
 * every throttle must let a request pass. Thread-safe.
 */
public final class Faults {

    private final FaultRules rules;
    private final Clock clock;

    Faults(FaultRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Denies all of EC2 in a region: {@code UnauthorizedOperation}, 403.
     *
     * @param region for example {@code eu-west-1}
     * @return the fault
     */
    public Fault deny(String region) {
        return add(new Effect.Deny()).in(region);
    }

    /**
     * Throttles as EC2 does, with a token bucket per account, region and API: {@code RequestLimitExceeded}, 503.
     *
     * @param capacity the requests that are let pass in a burst, zero or more
     * @param refillPerSecond the requests a second from then on, by the simulator's clock; zero or more
     * @return the fault
     */
    public Fault throttle(int capacity, double refillPerSecond) {
        return add(new Effect.Throttle(new TokenBuckets(capacity, refillPerSecond, clock)));
    }

    /**
     * Answers an error instead of a result.
     *
     * @param action for example {@code DescribeInstances}
     * @param status the HTTP status, for example 503
     * @param code for example {@code Unavailable}
     * @return the fault
     */
    public Fault fail(String action, int status, String code) {
        return fail(status, code).on(action);
    }

    /**
     * Answers an error instead of a result, whatever the action.
     *
     * @param status the HTTP status, for example 500
     * @param code for example {@code InternalError}
     * @return the fault
     */
    public Fault fail(int status, String code) {
        return add(new Effect.Fail(status, code, "Simulated fault: " + code));
    }

    /**
     * Does not know an action, as endpoints do that are older than the action or emulate a part of EC2:
     * {@code InvalidAction}, 400, in the words of EC2.
     *
     * @param action for example {@code DescribeInstanceImageMetadata}
     * @return the fault
     */
    public Fault unsupported(String action) {
        ApiException answer = ApiException.invalidAction(action);
        return add(new Effect.Fail(answer.status(), answer.code(), answer.message()))
                .on(action);
    }

    /**
     * Finds the caller's credentials expired: {@code RequestExpired}, 400; from STS {@code ExpiredToken}, 403.
     *
     * @return the fault
     */
    public Fault expireCredentials() {
        return add(new Effect.Expire());
    }

    /**
     * Waits before each answer.
     *
     * @param duration how long, in real time
     * @return the fault
     */
    public Fault latency(Duration duration) {
        return add(new Effect.Latency(duration));
    }

    /**
     * Takes requests and never answers. Removing the fault, or closing the simulator, cuts them off.
     *
     * @return the fault
     */
    public Fault hang() {
        return add(new Effect.Hang());
    }

    /**
     * Cuts the connection in the middle of the answer.
     *
     * @return the fault
     */
    public Fault cutConnections() {
        return add(new Effect.Spoil(Damage.CUT));
    }

    /**
     * Ends the XML in the middle; as far as HTTP goes the answer is complete.
     *
     * @return the fault
     */
    public Fault truncateXml() {
        return add(new Effect.Spoil(Damage.TRUNCATED));
    }

    /**
     * Puts into the middle of the XML what does not belong there.
     *
     * @return the fault
     */
    public Fault malformXml() {
        return add(new Effect.Spoil(Damage.MALFORMED));
    }

    /**
     * Answers a page for people, in HTML and with status 200, as a proxy does that wants somebody to log in.
     *
     * @return the fault
     */
    public Fault answerHtml() {
        return add(new Effect.Spoil(Damage.HTML));
    }

    /**
     * Puts fewer on a page than asked for, as EC2 may at any time: so many at most on the first page of a listing, so
     * many on the second, and so on in a circle. Zero makes a page empty, with a token all the same.
     *
     * @param sizes at least one, none negative, not all zero
     * @return the fault
     * @throws IllegalArgumentException if the sizes would never let a listing end
     */
    public Fault shortPages(int... sizes) {
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)
                || Arrays.stream(sizes).allMatch(size -> size == 0)) {
            throw new IllegalArgumentException(
                    "Short pages need sizes of zero or more, one of them above zero, not " + Arrays.toString(sizes));
        }
        return add(new Effect.ShortPages(Arrays.stream(sizes).boxed().toList()));
    }

    /**
     * Answers the same page with the same token for ever.
     *
     * @return the fault
     */
    public Fault repeatPageToken() {
        return add(new Effect.RepeatToken());
    }

    /**
     * Shows and filters a fresh instance without its tags.
     *
     * @param duration how long after its launch, by the simulator's clock
     * @return the fault
     */
    public Fault tagLag(Duration duration) {
        return add(new Effect.TagLag(duration));
    }

    /**
     * Does not know of a fresh instance yet, as an eventually consistent API may.
     *
     * @param duration how long after its launch, by the simulator's clock
     * @return the fault
     */
    public Fault listingLag(Duration duration) {
        return add(new Effect.ListingLag(duration));
    }

    /** Ends all faults. */
    public void clear() {
        rules.clear();
    }

    private Fault add(Effect effect) {
        return new Fault(rules.add(effect));
    }
}
