package io.autoimport.core.spi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows instances that are registered elsewhere, in a registry that is not the {@link WorkerRepository}: that of a system
 * which this one takes over from, or shares a fleet with. They are never imported. As long as they are known there, they
 * count as skipped; nothing is written of them, and no event is sent.
 *
 * <p>Asked once per page, and only for instances that the repository does not know: a worker that is registered in both
 * is one of the repository. Not asked at all for a page whose instances are workers already.
 *
 * <p>Implementations must be thread-safe. What one throws fails the page, as what the repository throws does: in doubt
 * nothing is imported.
 */
@FunctionalInterface
public interface KnownInstances {

    /** Knows of none. */
    KnownInstances NONE = instanceIds -> Set.of();

    /**
     * Tells which instances are registered elsewhere.
     *
     * @param instanceIds EC2 instance ids, 1 to 1,000
     * @return those of them that are
     */
    Set<String> findKnown(Set<String> instanceIds);

    /**
     * Says where they are registered, to be shown to whoever operates the application. Must not ask there.
     *
     * @return a few words without secrets, such as the name of a collection; the name of the class for every implementation
     *     that doesn't know better
     */
    default String describe() {
        return getClass().getName();
    }

    /**
     * Several as one, which knows what any of them knows. Each is asked for what those before it don't know.
     *
     * @param all in the order in which they are asked; may be empty
     * @return {@link #NONE} if there is none
     */
    static KnownInstances anyOf(Collection<? extends KnownInstances> all) {
        List<KnownInstances> others = List.copyOf(all);
        if (others.isEmpty()) {
            return NONE;
        }
        return instanceIds -> {
            Set<String> known = new HashSet<>();
            Set<String> unknown = new HashSet<>(instanceIds);
            for (KnownInstances other : others) {
                if (unknown.isEmpty()) {
                    break;
                }
                known.addAll(other.findKnown(Set.copyOf(unknown)));
                unknown.removeAll(known);
            }
            return known;
        };
    }
}
