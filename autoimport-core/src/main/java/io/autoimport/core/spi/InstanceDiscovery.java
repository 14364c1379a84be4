package io.autoimport.core.spi;

import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import java.util.List;

/**
 * Finds instances. Instances stream through: an implementation holds no more than a page of them at a time.
 *
 * <p>Implementations must be thread-safe: targets are scanned side by side.
 */
@FunctionalInterface
public interface InstanceDiscovery {

    /**
     * Scans a target, handing over each page as it comes.
     *
     * <p>What goes wrong while searching is told in the answer, not thrown: an empty answer and a failed one can't be
     * mistaken for each other. An exception means a bug.
     *
     * @param target what to search for, and where
     * @param pages takes the pages, on the thread that scans. Once it answers false the scan must end
     * @return how complete the scan was, and why if it was not
     */
    ScanOutcome scan(ImportTarget target, PageConsumer pages);

    /** Takes the pages of a scan. */
    @FunctionalInterface
    interface PageConsumer {

        /**
         * Takes one page.
         *
         * @param page instances, best at most 1,000, in no particular order; may be empty
         * @return whether to go on; false ends the scan
         */
        boolean accept(List<Instance> page);
    }
}
