package io.autoimport.test.ec2.model;

import io.autoimport.core.model.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance as the simulated EC2 holds it. Immutable: a later change shows in a new value.
 *
 * @param id the id, for example {@code i-0abcdef1234567890}
 * @param reservationId the launch request that it came from
 * @param launchIndex its number within that request, from zero
 * @param accountId the account that owns it
 * @param region the region that it runs in
 * @param availabilityZone the zone, for example {@code us-east-1a}
 * @param imageId the AMI that it was launched from
 * @param type for example {@code c5.2xlarge}
 * @param state the state
 * @param launchTime when it was last launched or started
 * @param createdAt when it came into being by the simulator's clock; listing lag and tag lag count from here
 * @param stateChangedAt when the state last changed by the simulator's clock
 * @param privateIp the private IPv4 address, or null once terminated
 * @param publicIp the public IPv4 address, or null if it has none
 * @param publicIpCount how many public addresses it has had; zero for an instance that never gets one
 * @param tags its tags
 */
public record SimulatedInstance(
        String id,
        String reservationId,
        int launchIndex,
        String accountId,
        String region,
        String availabilityZone,
        String imageId,
        String type,
        InstanceState state,
        Instant launchTime,
        Instant createdAt,
        Instant stateChangedAt,
        @Nullable String privateIp,
        @Nullable String publicIp,
        int publicIpCount,
        Map<String, String> tags) {

    /** How long a terminated instance stays visible. */
    public static final Duration VISIBLE_AFTER_TERMINATION = Duration.ofHours(1);

    /**
     * Tells whether EC2 has forgotten the instance.
     *
     * @param now the time by the simulator's clock
     * @return whether it was terminated an hour ago or more
     */
    public boolean isForgotten(Instant now) {
        return state == InstanceState.TERMINATED && !now.isBefore(stateChangedAt.plus(VISIBLE_AFTER_TERMINATION));
    }

    /**
     * The same instance in another state. Stopping takes its public address, terminating both addresses.
     *
     * @param newState the state
     * @param now the time by the simulator's clock
     * @return a copy in this state
     */
    public SimulatedInstance withState(InstanceState newState, Instant now) {
        boolean terminated = newState == InstanceState.TERMINATED;
        boolean offline = terminated || newState == InstanceState.STOPPED;
        return new SimulatedInstance(
                id,
                reservationId,
                launchIndex,
                accountId,
                region,
                availabilityZone,
                imageId,
                type,
                newState,
                launchTime,
                createdAt,
                now,
                terminated ? null : privateIp,
                offline ? null : publicIp,
                publicIpCount,
                tags);
    }

    /**
     * The same instance, running again.
     *
     * @param address the public IPv4 address that it gets, or null for none
     * @param now the time by the simulator's clock, which becomes the launch time
     * @return a copy that runs
     */
    public SimulatedInstance started(@Nullable String address, Instant now) {
        return new SimulatedInstance(
                id,
                reservationId,
                launchIndex,
                accountId,
                region,
                availabilityZone,
                imageId,
                type,
                InstanceState.RUNNING,
                now.truncatedTo(ChronoUnit.SECONDS),
                createdAt,
                now,
                privateIp,
                address,
                publicIpCount + (address == null || address.equals(publicIp) ? 0 : 1),
                tags);
    }

    /**
     * The same instance of another type.
     *
     * @param newType for example {@code c5.4xlarge}
     * @return a copy of this type
     * @throws IllegalStateException if it is not stopped
     */
    public SimulatedInstance withType(String newType) {
        if (state != InstanceState.STOPPED) {
            throw new IllegalStateException(
                    "The type of " + id + " can't be changed while it is " + state.code() + "; stop it first");
        }
        return with(newType, tags);
    }

    /**
     * The same instance with other tags.
     *
     * @param newTags all tags that it has from now on
     * @return a copy with these tags
     */
    public SimulatedInstance withTags(Map<String, String> newTags) {
        return with(type, Map.copyOf(newTags));
    }

    private SimulatedInstance with(String newType, Map<String, String> newTags) {
        return new SimulatedInstance(
                id,
                reservationId,
                launchIndex,
                accountId,
                region,
                availabilityZone,
                imageId,
                newType,
                state,
                launchTime,
                createdAt,
                stateChangedAt,
                privateIp,
                publicIp,
                publicIpCount,
                newTags);
    }
}
