package io.autoimport.test.ec2.internal.state;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that exists, by account and region. Thread-safe. */
public final class Cloud {

    private static final int SCOPES = 1 << 20;

    private final Clock clock;
    private final long seed;
    private final Ids ids;
    private final Map<String, ImageCatalog> catalogs = new ConcurrentHashMap<>();
    private final Map<RegionKey, RegionState> regions = new ConcurrentHashMap<>();
    private final Set<Integer> scopesInUse = ConcurrentHashMap.newKeySet();

    private record RegionKey(String accountId, String region) {}

    /** An empty cloud. */
    public Cloud(Clock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
        this.ids = new Ids(seed);
    }

    /** The clock that everything goes by. */
    public Clock clock() {
        return clock;
    }

    /** The ids that are given here. */
    public Ids ids() {
        return ids;
    }

    /** The images of a region. */
    public ImageCatalog images(String region) {
        return catalogs.computeIfAbsent(region, name -> new ImageCatalog(ids, name));
    }

    /** The instances of an account in a region. */
    public RegionState region(String accountId, String region) {
        return regions.computeIfAbsent(new RegionKey(accountId, region), key -> {
            int scope = (int) Long.remainderUnsigned(Ids.hash(accountId + "/" + region), SCOPES);
            while (!scopesInUse.add(scope)) {
                scope = (scope + 1) % SCOPES;
            }
            return new RegionState(ids, scope, accountId, region, seed);
        });
    }

    /** Whether any account still has an instance of an image that is not terminated. */
    public boolean isInUse(SimulatedImage image) {
        Visibility visibility = Visibility.complete(clock.instant());
        return regions.entrySet().stream()
                .filter(entry -> entry.getKey().region().equals(image.region()))
                .anyMatch(entry -> !entry.getValue()
                        .list(Cursor.START, 1, visibility, image.id()::equals, instance -> isLive(instance, image))
                        .items()
                        .isEmpty());
    }

    private static boolean isLive(SimulatedInstance instance, SimulatedImage image) {
        return instance.imageId().equals(image.id()) && instance.state() != InstanceState.TERMINATED;
    }
}
