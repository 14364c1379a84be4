package io.autoimport.sample.cml;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/v0/labs/{id}} tells. Texts are those of whoever made the lab: escape them where you show them.
 *
 * @param id as CML knows it
 * @param title at most 256 characters of it
 * @param state such as {@code STARTED}, {@code STOPPED} or {@code DEFINED_ON_CORE}
 * @param nodes how many it has
 * @param links how many it has
 * @param owner the name of a user, or the id if there is no name
 * @param createdAt null if CML does not say
 * @param modifiedAt null if CML does not say
 */
public record CmlLab(
        String id,
        String title,
        String state,
        int nodes,
        int links,
        @Nullable String owner,
        @Nullable Instant createdAt,
        @Nullable Instant modifiedAt) {}
