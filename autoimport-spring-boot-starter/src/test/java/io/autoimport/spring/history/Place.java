package io.autoimport.spring.history;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A source of the histories in one of its regions, with its rules written down once more, in other words than the
 * library's.
 */
record Place(
        String source,
        String region,
        String account,
        Predicate<String> name,
        Set<InstanceState> states,
        Map<String, String> tags,
        boolean deregisteredToo) {

    static final String OURS = "111122223333";
    static final String OTHER = "444455556666";
    static final String PARTNER = "999900001111";
    static final String ROLE = "arn:aws:iam::" + OTHER + ":role/auto-import";
    static final String EAST = "us-east-1";
    static final String WEST = "eu-west-1";

    private static final Set<InstanceState> ALIVE =
            Set.of(InstanceState.PENDING, InstanceState.RUNNING, InstanceState.STOPPING, InstanceState.STOPPED);

    static List<Place> all(boolean deregisteredToo) {
        Predicate<String> any = name -> name.startsWith("CML-");
        return List.of(
                new Place("a", EAST, OURS, any, ALIVE, Map.of(), deregisteredToo),
                new Place("a", WEST, OURS, any, ALIVE, Map.of(), deregisteredToo),
                new Place(
                        "b",
                        EAST,
                        OURS,
                        name -> name.startsWith("CML-2.") || name.startsWith("LAB-2."),
                        Set.of(InstanceState.RUNNING),
                        Map.of("Team", "labs"),
                        false),
                new Place("c", EAST, OTHER, any, ALIVE, Map.of(), true));
    }

    static List<ImportSource> sources(boolean deregisteredToo) {
        List<String> owners = List.of("self", PARTNER);
        return List.of(
                ImportSource.named("a")
                        .regions(EAST, WEST)
                        .amiName("CML-*")
                        .imageOwners(owners)
                        .includeDeregisteredImages(deregisteredToo)
                        .build(),
                ImportSource.named("b")
                        .regions(EAST)
                        .amiName("???-2.*")
                        .imageOwners(owners)
                        .states(Set.of(InstanceState.RUNNING))
                        .requiredTags(Map.of("Team", "labs"))
                        .build(),
                ImportSource.named("c")
                        .regions(EAST)
                        .amiName("CML-*")
                        .imageOwners(owners)
                        .includeDeregisteredImages(true)
                        .role(new AssumedRole(ROLE, "the-external-id"))
                        .build());
    }

    boolean isAllowedOwner(@Nullable String owner) {
        return account.equals(owner) || PARTNER.equals(owner);
    }
}
