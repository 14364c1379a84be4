package io.autoimport.spring.reliability;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A fleet which stays as large as it is, while its oldest instances make room for new ones. Thread-safe. */
final class SoakFleet {

    private final List<Part> parts;
    private final SortedSet<String> gone = new TreeSet<>();

    /** Launches so many in each region. */
    SoakFleet(Ec2Simulator ec2, int size, String... regions) {
        parts = Stream.of(regions).map(region -> new Part(ec2.region(region))).toList();
        parts.forEach(part -> part.launch(size));
    }

    /** Terminates the oldest in each region, so many, and launches as many. */
    synchronized void churn(int count) {
        parts.forEach(part -> {
            gone.addAll(part.terminate(count));
            part.launch(count);
        });
    }

    /** The ids of those that are there. */
    synchronized SortedSet<String> present() {
        SortedSet<String> present = new TreeSet<>();
        parts.forEach(part -> present.addAll(part.byAge));
        return present;
    }

    /** The ids of those that are not there any more. */
    synchronized SortedSet<String> gone() {
        return new TreeSet<>(gone);
    }

    private static final class Part {

        private final SimulatedRegion region;
        private final SimulatedImage image;
        private final Queue<String> byAge = new ArrayDeque<>();

        private Part(SimulatedRegion region) {
            this.region = region;
            this.image = region.registerImage("CML-2.7");
        }

        private void launch(int count) {
            region.launch(image, count).forEach(instance -> byAge.add(instance.id()));
        }

        private Collection<String> terminate(int count) {
            List<String> oldest = Stream.generate(byAge::remove).limit(count).toList();
            oldest.forEach(region::terminate);
            return oldest;
        }
    }
}
