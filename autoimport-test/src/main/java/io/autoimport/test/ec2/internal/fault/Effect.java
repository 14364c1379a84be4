package io.autoimport.test.ec2.internal.fault;

import java.time.Duration;
import java.util.List;

/** What a fault does to a request. */
public sealed interface Effect {

    /** Answers an error. */
    record Fail(int status, String code, String message) implements Effect {}

    /** Refuses permission for an action of EC2. */
    record Deny() implements Effect {}

    /** Finds the caller's credentials expired. */
    record Expire() implements Effect {}

    /** Lets a caller have so many requests, and so many a second from then on. */
    record Throttle(TokenBuckets buckets) implements Effect {}

    /** Waits before it answers. */
    record Latency(Duration duration) implements Effect {}

    /** Never answers. */
    record Hang() implements Effect {}

    /** Spoils an answer on its way. */
    record Spoil(Damage damage) implements Effect {}

    /** Puts fewer on a page than asked for: so many on the first page, so many on the second, and so on in a circle. */
    record ShortPages(List<Integer> sizes) implements Effect {}

    /** Answers the same page token for ever. */
    record RepeatToken() implements Effect {}

    /** Shows the tags of a fresh instance late. */
    record TagLag(Duration duration) implements Effect {}

    /** Lists a fresh instance late. */
    record ListingLag(Duration duration) implements Effect {}

    /** What can happen to an answer on its way. */
    enum Damage {
        /** The connection breaks off in the middle. */
        CUT,
        /** The document ends in the middle, and the answer is complete as far as HTTP goes. */
        TRUNCATED,
        /** What does not belong into XML stands in the middle of it. */
        MALFORMED,
        /** Something else comes instead, in HTML. */
        HTML
    }
}
