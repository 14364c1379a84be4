package io.autoimport.core.model;

import java.util.Objects;

/**
 * One source in one region: the unit of parallelism, of isolation and of reporting.
 *
 * @param source what is searched for
 * @param region where, for example {@code us-east-1}
 */
public record ImportTarget(ImportSource source, String region) {

    /**
     * Checks the target.
     *
     * @throws IllegalArgumentException if the source does not cover the region
     */
    public ImportTarget {
        Objects.requireNonNull(source, "source");
        if (!source.regions().contains(region)) {
            throw new IllegalArgumentException("Source " + source.name() + " does not cover region " + region);
        }
    }

    @Override
    public String toString() {
        return source.name() + "/" + region;
    }
}
