package io.autoimport.test.ec2.internal.state;

import io.autoimport.test.ec2.model.LaunchOptions.Launch;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The instances of an account in a region. Thread-safe. */
public final class RegionState {

    private static final int MOST_FLEETS = 4095;
    private static final int REMEMBERED_LAUNCHES = 10_000;

    private final InstanceFactory factory;
    private final long seed;
    private final ConcurrentNavigableMap<String, SimulatedInstance> stored = new ConcurrentSkipListMap<>();
    private final List<Fleet> fleets = new CopyOnWriteArrayList<>();
    private final BoundedMap<String, List<String>> launchesByToken = new BoundedMap<>(REMEMBERED_LAUNCHES);
    private int launched;

    RegionState(Ids ids, int scope, String accountId, String region, long seed) {
        this.factory = new InstanceFactory(ids, scope, accountId, region);
        this.seed = seed ^ Ids.hash(accountId + region);
    }

    /** Launches instances that are stored one by one, in one reservation. */
    public synchronized List<SimulatedInstance> launch(String imageId, int count, Launch launch) {
        String reservationId = factory.reservationId(0, launched);
        List<SimulatedInstance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedInstance instance = factory.make(0, launched++, reservationId, i, imageId, launch);
            stored.put(instance.id(), instance);
            instances.add(instance);
        }
        return List.copyOf(instances);
    }

    /** Launches once for a client token; a repeated call finds what the first one launched. */
    public synchronized List<SimulatedInstance> launchOnce(String token, String imageId, int count, Launch launch) {
        List<String> ids = Objects.requireNonNullElse(launchesByToken.get(token), List.of());
        List<SimulatedInstance> earlier =
                ids.stream().flatMap(id -> Stream.ofNullable(stored.get(id))).toList();
        if (!earlier.isEmpty()) {
            return earlier;
        }
        List<SimulatedInstance> instances = launch(imageId, count, launch);
        launchesByToken.put(token, instances.stream().map(SimulatedInstance::id).toList());
        return instances;
    }

    /** Launches a generated fleet. */
    public synchronized void launchFleet(String imageId, int count, Launch launch) {
        if (fleets.size() == MOST_FLEETS) {
            throw new IllegalStateException(
                    "A region holds at most " + MOST_FLEETS + " fleets; launch fewer, larger ones");
        }
        fleets.add(new Fleet(factory, fleets.size() + 1, imageId, count, launch, seed));
    }

    /** Finds an instance by its id. */
    public Optional<SimulatedInstance> find(String id, Visibility visibility) {
        SimulatedInstance instance = stored.get(id);
        if (instance == null) {
            Ids.Place place = factory.placeOf(id);
            instance = isInFleet(place) ? fleets.get(place.group() - 1).at(place.index()) : null;
        }
        return Optional.ofNullable(instance).map(visibility::show);
    }

    private boolean isInFleet(Ids.Place place) {
        return factory.isOurs(place)
                && place.group() > 0
                && place.group() <= fleets.size()
                && place.index() >= 0
                && place.index() < fleets.get(place.group() - 1).count();
    }

    /** Changes an instance. */
    public Optional<SimulatedInstance> change(String id, UnaryOperator<SimulatedInstance> change) {
        SimulatedInstance changed = stored.computeIfPresent(id, (key, instance) -> change.apply(instance));
        if (changed == null) {
            Ids.Place place = factory.placeOf(id);
            changed = isInFleet(place) ? fleets.get(place.group() - 1).change(place.index(), change) : null;
        }
        return Optional.ofNullable(changed);
    }

    /** All instances, those of fleets computed as the stream goes on. */
    public Stream<SimulatedInstance> instances(Visibility visibility) {
        return Stream.concat(stored.values().stream(), generated())
                .flatMap(instance -> Stream.ofNullable(visibility.show(instance)));
    }

    /** One flat range: a stream of streams would hold a whole fleet as soon as somebody asks for its iterator. */
    private Stream<SimulatedInstance> generated() {
        NavigableMap<Long, Fleet> byStart = new TreeMap<>();
        long total = 0;
        for (Fleet fleet : fleets) {
            byStart.put(total, fleet);
            total += fleet.count();
        }
        return LongStream.range(0, total).mapToObj(number -> {
            Map.Entry<Long, Fleet> entry = Objects.requireNonNull(byStart.floorEntry(number));
            return entry.getValue().at((int) (number - entry.getKey()));
        });
    }

    /**
     * Lists a page.
     *
     * @param imageFilter fleets whose image it refuses are passed over without being computed
     */
    public Page<SimulatedInstance> list(
            Cursor from,
            int limit,
            Visibility visibility,
            Predicate<String> imageFilter,
            Predicate<SimulatedInstance> filter) {
        PageCollector<SimulatedInstance> collector = new PageCollector<>(limit, from);
        if (from.fleet() == 0 && !listStored(from, visibility, filter, collector)) {
            return collector.page();
        }
        for (int number = Math.max(1, from.fleet()); number <= fleets.size(); number++) {
            Fleet fleet = fleets.get(number - 1);
            int first = number == from.fleet() ? from.ordinal() : 0;
            if (imageFilter.test(fleet.imageId()) && !listFleet(fleet, number, first, visibility, filter, collector)) {
                break;
            }
        }
        return collector.page();
    }

    private boolean listStored(
            Cursor from,
            Visibility visibility,
            Predicate<SimulatedInstance> filter,
            PageCollector<SimulatedInstance> collector) {
        for (SimulatedInstance instance : stored.tailMap(from.after(), false).values()) {
            SimulatedInstance shown = visibility.show(instance);
            if (instance.isForgotten(visibility.now())) {
                stored.remove(instance.id(), instance);
            } else if (shown != null && filter.test(shown) && !collector.add(shown, Cursor.after(instance.id()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean listFleet(
            Fleet fleet,
            int number,
            int first,
            Visibility visibility,
            Predicate<SimulatedInstance> filter,
            PageCollector<SimulatedInstance> collector) {
        for (int ordinal = first; ordinal < fleet.count(); ordinal++) {
            SimulatedInstance shown = visibility.show(fleet.listedAt(ordinal));
            if (shown != null && filter.test(shown) && !collector.add(shown, Cursor.in(number, ordinal + 1))) {
                return false;
            }
        }
        return true;
    }
}
