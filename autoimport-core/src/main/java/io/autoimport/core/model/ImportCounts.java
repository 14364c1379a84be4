package io.autoimport.core.model;

/**
 * What became of instances. {@code found = imported + skipped + failed}, always; updated, missing and restored
 * workers are counted beside.
 *
 * @param found instances that AWS reported, each once within a page
 * @param imported workers that were inserted; in a dry run, that would have been
 * @param skipped instances that were known already, or ignored, or put off to the next run
 * @param failed instances that should have been imported and could not be
 * @param updated known workers that were changed
 * @param missing workers that were marked missing, or are only reported to be; in a dry run, that would have been
 * @param restored workers that were marked missing, and are back
 */
public record ImportCounts(
        long found, long imported, long skipped, long failed, long updated, long missing, long restored) {

    /** Nothing at all. */
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks the sum.
     *
     * @throws IllegalArgumentException if a count is negative or the sum does not add up
     */
    public ImportCounts {
        if (imported < 0 || skipped < 0 || failed < 0 || updated < 0 || missing < 0 || restored < 0) {
            throw new IllegalArgumentException("A count is negative");
        }
        if (found != imported + skipped + failed) {
            throw new IllegalArgumentException(found + " found is not " + imported + " imported + " + skipped
                    + " skipped + " + failed + " failed");
        }
    }

    /**
     * What became of the instances of a page.
     *
     * @param imported inserted
     * @param skipped known, ignored or put off
     * @param failed not done
     * @return the counts, with the sum as found
     */
    public static ImportCounts of(long imported, long skipped, long failed) {
        return new ImportCounts(imported + skipped + failed, imported, skipped, failed, 0, 0, 0);
    }

    /**
     * What became of known workers.
     *
     * @param updated changed
     * @param missing marked missing, or reported to be
     * @param restored back again
     * @return the counts, with nothing found
     */
    public static ImportCounts ofKnown(long updated, long missing, long restored) {
        return new ImportCounts(0, 0, 0, 0, updated, missing, restored);
    }

    /**
     * Adds two counts.
     *
     * @param other what to add
     * @return the sums
     */
    public ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                found + other.found,
                imported + other.imported,
                skipped + other.skipped,
                failed + other.failed,
                updated + other.updated,
                missing + other.missing,
                restored + other.restored);
    }
}
