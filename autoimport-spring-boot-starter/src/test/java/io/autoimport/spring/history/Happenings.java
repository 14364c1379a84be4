package io.autoimport.spring.history;

import io.autoimport.core.model.ImportSource;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.Faults;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** What happens to the fleet between two runs, and to the calls of the run that follows. */
final class Happenings {

    private static final List<String> NAMES = List.of("CML-2.7", "CML-2.8", "CML-3.0", "LAB-2.1", "UBUNTU-24");

    private final Random random;
    private final Ec2Simulator simulator;
    private final ManualClock clock;
    private final World world;
    private final List<SimulatedRegion> regions;
    private final Map<SimulatedRegion, List<SimulatedImage>> images = new HashMap<>();

    private boolean steady = true;
    private Duration tagLag = Duration.ZERO;
    private Duration listingLag = Duration.ZERO;
    private int runsOfAmnesia;
    private int runsOfOutage;
    private String regionOfOutage = Place.EAST;

    Happenings(Random random, Ec2Simulator simulator, ManualClock clock, World world) {
        this.random = random;
        this.simulator = simulator;
        this.clock = clock;
        this.world = world;
        this.regions = List.of(
                simulator.account(Place.OURS).region(Place.EAST),
                simulator.account(Place.OURS).region(Place.WEST),
                simulator.account(Place.OTHER).region(Place.EAST));
        regions.forEach(region -> images.put(region, new ArrayList<>()));
        regions.forEach(this::registerImage);
        regions.forEach(this::launch);
    }

    /** Whether the next run would go the same way twice. */
    boolean isSteady() {
        return steady;
    }

    /** How old an instance must be for AWS to tell its tags. */
    Duration tagLag() {
        return tagLag;
    }

    /** How old an instance must be for AWS to tell of it at all. */
    Duration listingLag() {
        return listingLag;
    }

    void letAnHourPass() {
        clock.advance(Duration.ofMinutes(61));
    }

    void endWell() {
        clearFaults();
        listingLag = Duration.ZERO;
        letAnHourPass();
    }

    void next() {
        clearFaults();
        clock.advance(Duration.ofMinutes(5 + random.nextInt(60)));
        for (int i = random.nextInt(6); i > 0; i--) {
            happen();
        }
        if (runsOfAmnesia > 0) {
            runsOfAmnesia--;
            simulator.faults().listingLag(listingLag);
        } else if (random.nextInt(20) == 0) {
            // AWS forgets all but the oldest, and remembers them again: nothing else brings a missing worker back.
            runsOfAmnesia = 3;
            listingLag = Duration.ofHours(1L + random.nextInt(5));
            simulator.faults().listingLag(listingLag);
        } else {
            listingLag = Duration.ZERO;
            if (runsOfOutage > 0) {
                runsOfOutage--;
                simulator.faults().deny(regionOfOutage);
            } else if (random.nextInt(10) == 0) {
                // Longer than the time by which scans overlap.
                runsOfOutage = 4;
                regionOfOutage = random.nextBoolean() ? Place.EAST : Place.WEST;
            } else if (random.nextInt(3) == 0) {
                breakSomething();
            }
        }
    }

    private void happen() {
        SimulatedRegion region = oneOf(regions);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> launch(region);
            case 3 -> registerImage(region);
            case 4 -> changeImage(region);
            case 5 -> withInstance(region, instance -> region.stop(instance.id()));
            case 6 -> withInstance(region, instance -> region.start(instance.id()));
            case 7, 8 -> withInstance(region, instance -> region.terminate(instance.id()));
            case 9 -> withInstance(region, instance -> region.tag(instance.id(), "Name", "n" + random.nextInt(100)));
            case 10 -> withInstance(region, instance -> toggle(region, instance));
            default -> withInstance(region, instance -> world.registerOtherwise(instance.id()));
        }
    }

    private void launch(SimulatedRegion region) {
        List<SimulatedImage> launchable = images.get(region).stream()
                .filter(image -> !region.findImage(image.id()).orElseThrow().deregistered())
                .toList();
        if (launchable.isEmpty()) {
            return;
        }
        boolean team = random.nextBoolean();
        region.launch(oneOf(launchable), 1 + random.nextInt(4), options -> {
            options.type(random.nextBoolean() ? "c5.large" : "c5.xlarge");
            if (team) {
                options.tag("Team", "labs");
            }
        });
    }

    private void registerImage(SimulatedRegion region) {
        boolean partners = random.nextInt(4) == 0;
        boolean strangers = !partners && random.nextInt(5) == 0;
        images.get(region).add(region.registerImage(oneOf(NAMES) + "-" + random.nextInt(10), options -> {
            options.description("made at random");
            if (partners) {
                options.ownerId(Place.PARTNER).publiclyShared();
            } else if (strangers) {
                options.ownerId("123412341234").publiclyShared();
            }
        }));
    }

    private void changeImage(SimulatedRegion region) {
        List<SimulatedImage> all = images.get(region);
        String id = oneOf(all).id();
        switch (random.nextInt(3)) {
            case 0 -> region.deregisterImage(id);
            case 1 -> region.deprecateImage(id);
            default -> region.makeImagePrivate(id);
        }
    }

    private void toggle(SimulatedRegion region, SimulatedInstance instance) {
        String key = random.nextBoolean() ? "Team" : ImportSource.DEFAULT_IGNORE_TAG;
        if (instance.tags().containsKey(key)) {
            region.untag(instance.id(), key);
        } else {
            region.tag(instance.id(), key, "labs");
        }
    }

    private void withInstance(SimulatedRegion region, Consumer<SimulatedInstance> action) {
        List<SimulatedInstance> all = region.instances()
                .sorted(Comparator.comparing(SimulatedInstance::id))
                .toList();
        if (!all.isEmpty()) {
            action.accept(oneOf(all));
        }
    }

    private void breakSomething() {
        String region = random.nextBoolean() ? Place.EAST : Place.WEST;
        switch (random.nextInt(9)) {
            case 0 -> simulator.faults().deny(region);
            case 1 -> simulator.faults().shortPages(1 + random.nextInt(3), random.nextInt(2), 5);
            case 2 -> {
                tagLag = Duration.ofMinutes(random.nextInt(60));
                simulator.faults().tagLag(tagLag);
            }
            case 3 -> {
                listingLag = Duration.ofMinutes(random.nextInt(60));
                simulator.faults().listingLag(listingLag);
            }
            case 4 -> {
                // A session that is there already goes on; for how long, the SDK's own clock knows.
                steady = false;
                simulator.account(Place.OTHER).role(Place.ROLE).refused();
            }
            case 5 -> unsteady().throttle(1 + random.nextInt(8), 0.001);
            case 6 ->
                unsteady()
                        .fail("DescribeInstances", 503, "Unavailable")
                        .in(region)
                        .after(random.nextInt(3))
                        .times(oneOf(List.of(1, 2, World.ATTEMPTS, 2 * World.ATTEMPTS)));
            case 7 ->
                unsteady().cutConnections().in(region).after(random.nextInt(6)).times(1);
            default -> unsteady().expireCredentials().forAccount(Place.OTHER).times(1);
        }
    }

    private Faults unsteady() {
        steady = false;
        return simulator.faults();
    }

    private void clearFaults() {
        simulator.faults().clear();
        simulator.account(Place.OTHER).role(Place.ROLE).externalId("the-external-id");
        steady = true;
        tagLag = Duration.ZERO;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
