package io.autoimport.core.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon machine image (AMI). Only the id is certain: an image that was deregistered or is not ours to see has
 * lost the rest.
 *
 * @param id the id, for example {@code ami-0abcdef1234567890}
 * @param name the name, or null if unknown
 * @param description the description, or null if there is none
 * @param creationDate when the image was made, or null if unknown
 * @param ownerId the AWS account that owns the image, or null if unknown
 * @param ownerAlias what AWS calls that account, for example {@code amazon} or {@code aws-marketplace}; null for most
 */
public record Image(
        String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Instant creationDate,
        @Nullable String ownerId,
        @Nullable String ownerAlias) {

    /**
     * Checks the image. Cuts the date to milliseconds, which is what EC2 tells and every store keeps.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    public Image {
        Text.required(id, "An image id");
        creationDate = creationDate == null ? null : creationDate.truncatedTo(ChronoUnit.MILLIS);
    }

    /** This image as it was seen later: what is not known any more stays as it was. */
    Image completedBy(Image later) {
        return new Image(
                id,
                later.name == null ? name : later.name,
                later.description == null ? description : later.description,
                later.creationDate == null ? creationDate : later.creationDate,
                later.ownerId == null ? ownerId : later.ownerId,
                later.ownerAlias == null ? ownerAlias : later.ownerAlias);
    }

    /**
     * An image of which nothing but the id is known.
     *
     * @param id the id
     * @return the image
     */
    public static Image ofId(String id) {
        return new Image(id, null, null, null, null, null);
    }
}
