package io.autoimport.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A scan of a target after which every instance launched until then, and let in by the rules, is a worker: either a full one,
 * or an incremental one that builds on such a scan.
 *
 * @param startedAt when it began
 * @param fullScanStartedAt when the full scan began on which it builds; the same if it is one itself
 * @param search tells what was searched for from anything else; what it says is nobody's business
 */
public record CompleteScan(Instant startedAt, Instant fullScanStartedAt, String search) {

    /**
     * By how much an incremental scan reaches back behind the beginning of the one before: an instance may be listed late, be
     * tagged late, or carry a time of another clock.
     */
    public static final Duration OVERLAP = Duration.ofHours(1);

    /** Checks the parts. */
    public CompleteScan {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(fullScanStartedAt, "fullScanStartedAt");
        Objects.requireNonNull(search, "search");
    }

    /**
     * A full scan.
     *
     * @param target what was scanned
     * @param startedAt when it began
     * @return the scan
     */
    public static CompleteScan full(ImportTarget target, Instant startedAt) {
        return new CompleteScan(startedAt, startedAt, searchOf(target.source()));
    }

    /**
     * An incremental scan that builds on this one.
     *
     * @param later when it began
     * @return the scan
     */
    public CompleteScan followedBy(Instant later) {
        return new CompleteScan(later, fullScanStartedAt, search);
    }

    /**
     * Whether this was the same search as that of a target as it is configured now.
     *
     * @param target what is to be scanned, of the same source and region
     * @return whether neither the criterion nor a rule of the source has changed since
     */
    public boolean isOf(ImportTarget target) {
        return search.equals(searchOf(target.source()));
    }

    /**
     * Since when a scan that builds on this one must ask for instances.
     *
     * @return an hour before this one began
     */
    public Instant launchedSince() {
        return startedAt.minus(OVERLAP);
    }

    // A digest: it is kept where not everybody may know the external id of a role, or the values of tags.
    private static String searchOf(ImportSource source) {
        List<Object> parts = List.of(
                source.criterion().getClass().getSimpleName(),
                criterionOf(source.criterion()),
                sorted(source.imageOwners()),
                new TreeSet<>(source.states()),
                new TreeMap<>(source.requiredTags()),
                sorted(source.ignoredInstanceIds()),
                String.valueOf(source.ignoreTag()),
                source.includeDeregisteredImages(),
                source.role() == null ? "" : source.role().arn());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Object criterionOf(SearchCriterion criterion) {
        if (criterion instanceof SearchCriterion.AmiName byName) {
            return byName.pattern().value();
        }
        return criterion instanceof SearchCriterion.AmiIds byIds
                ? sorted(byIds.ids())
                : sorted(((SearchCriterion.InstanceIds) criterion).ids());
    }

    private static Collection<String> sorted(Collection<String> values) {
        return new TreeSet<>(values);
    }
}
