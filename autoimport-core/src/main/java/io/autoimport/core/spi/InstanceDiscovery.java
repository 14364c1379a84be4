package io.autoimport.core.spi;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Finds instances. Instances stream through: an implementation holds no more than a few pages of them at a time.
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

    /**
     * Scans a target for the instances that were launched, or started again, within a time. It may hand over others that
     * match, too, as every discovery does that doesn't implement this.
     *
     * @param target what to search for, and where
     * @param from launched then or later
     * @param to launched then or earlier; may lie in the future
     * @param pages takes the pages, as in a scan
     * @return how complete the scan was, within that time, and why if it was not
     */
    default ScanOutcome scanLaunched(ImportTarget target, Instant from, Instant to, PageConsumer pages) {
        return scan(target, pages);
    }

    /**
     * Asks for these very instances in the account and region of a target, whatever their AMI, state and tags. Before
     * a worker is marked missing, its instance is looked up.
     *
     * <p>An instance that is not handed over although the outcome is complete is unknown to AWS. One that was
     * terminated is known as long as AWS still tells of it.
     *
     * @param target says where to ask and in whose name; its criterion and its rules don't matter
     * @param instanceIds EC2 instance ids, at least one
     * @param pages takes the instances, as in a scan
     * @return how complete the answer is, and why if it is not; failed for every discovery that doesn't implement this
     */
    default ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
        return ScanOutcome.failed(
                new Failure(
                        FailureCause.INVALID_REQUEST,
                        "Unsupported",
                        getClass().getName() + " doesn't look up instances by their ids; implement lookUp(...)",
                        null),
                false,
                0);
    }

    /**
     * Asks whether the calls that a scan of the target takes are allowed, without making them.
     *
     * @param target what would be searched for, and where
     * @return one check for each call; none for every discovery that doesn't implement this. What goes wrong while asking is
     *     told in the checks, not thrown
     */
    default PermissionReport checkPermissions(ImportTarget target) {
        return PermissionReport.NONE;
    }

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
