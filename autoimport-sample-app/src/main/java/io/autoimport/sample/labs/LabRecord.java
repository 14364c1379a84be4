package io.autoimport.sample.labs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lab as the application knows it.
 *
 * @param refreshedAt when the worker last said so; long ago if it does not answer any more
 */
record LabRecord(
        String labId,
        String title,
        String state,
        int nodes,
        int links,
        @Nullable String owner,
        @Nullable Instant createdAt,
        @Nullable Instant modifiedAt,
        Instant refreshedAt) {}
