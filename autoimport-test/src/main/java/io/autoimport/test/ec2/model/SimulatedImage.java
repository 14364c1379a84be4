package io.autoimport.test.ec2.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An AMI as the simulated EC2 holds it. Immutable: a later change shows in a new value.
 *
 * @param id the id, for example {@code ami-0abcdef1234567890}
 * @param region the region that holds it; an AMI exists in one region only
 * @param name the name
 * @param description the description, or null if it has none
 * @param ownerId the account that owns it
 * @param ownerAlias {@code amazon} or {@code aws-marketplace}, or null for everybody else's
 * @param isPublic whether every account sees it
 * @param sharedWith the accounts that see it beside its owner
 * @param creationDate when it was made
 * @param deprecationTime when it is or was deprecated, or null for never
 * @param deregistered whether it is gone
 * @param tags its tags
 */
public record SimulatedImage(
        String id,
        String region,
        String name,
        @Nullable String description,
        String ownerId,
        @Nullable String ownerAlias,
        boolean isPublic,
        Set<String> sharedWith,
        Instant creationDate,
        @Nullable Instant deprecationTime,
        boolean deregistered,
        Map<String, String> tags) {

    /**
     * Tells whether an account may see and launch the image, were it not deregistered.
     *
     * @param accountId an account
     * @return whether the account owns it, it is public, or it is shared with the account
     */
    public boolean isVisibleTo(String accountId) {
        return isPublic || ownerId.equals(accountId) || sharedWith.contains(accountId);
    }

    /**
     * Tells whether the image is deprecated.
     *
     * @param now the time by the simulator's clock
     * @return whether its deprecation time has come
     */
    public boolean isDeprecated(Instant now) {
        return deprecationTime != null && !deprecationTime.isAfter(now);
    }

    /**
     * The same image, gone.
     *
     * @return a copy that is deregistered
     */
    public SimulatedImage asDeregistered() {
        return with(deprecationTime, true, tags);
    }

    /**
     * The same image, private.
     *
     * @return a copy that nobody but its owner sees
     */
    public SimulatedImage asPrivate() {
        return new SimulatedImage(
                id,
                region,
                name,
                description,
                ownerId,
                ownerAlias,
                false,
                Set.of(),
                creationDate,
                deprecationTime,
                deregistered,
                tags);
    }

    /**
     * The same image, deprecated.
     *
     * @param time since when, or from when on
     * @return a copy with this deprecation time
     */
    public SimulatedImage deprecatedAt(Instant time) {
        return with(time, deregistered, tags);
    }

    /**
     * The same image with other tags.
     *
     * @param newTags all tags that it has from now on
     * @return a copy with these tags
     */
    public SimulatedImage withTags(Map<String, String> newTags) {
        return with(deprecationTime, deregistered, Map.copyOf(newTags));
    }

    private SimulatedImage with(@Nullable Instant deprecatedAt, boolean gone, Map<String, String> newTags) {
        return new SimulatedImage(
                id,
                region,
                name,
                description,
                ownerId,
                ownerAlias,
                isPublic,
                sharedWith,
                creationDate,
                deprecatedAt,
                gone,
                newTags);
    }
}
