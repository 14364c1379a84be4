package io.autoimport.core.spi;

import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.ImportTarget;
import java.util.Collection;
import java.util.Map;

/**
 * Knows the last complete scan of each target, over all nodes that import into the same registry. Implementations must be
 * thread-safe. If one throws, everything is scanned in full.
 */
@FunctionalInterface
public interface ScanHistory {

    /** Knows of none, so that every scan is a full one. */
    ScanHistory NONE = targets -> Map.of();

    /**
     * Finds the last complete scans of targets.
     *
     * @param targets of what
     * @return of each target the one that began last, whatever was searched for in that source and region then; none for a
     *     target of which none is known
     */
    Map<ImportTarget, CompleteScan> findLast(Collection<ImportTarget> targets);
}
