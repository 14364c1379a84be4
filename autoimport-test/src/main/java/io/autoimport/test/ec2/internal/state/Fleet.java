package io.autoimport.test.ec2.internal.state;

import io.autoimport.test.ec2.model.LaunchOptions.Launch;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Many instances of one image that are computed when asked for. Only the changed ones are stored. */
final class Fleet {

    private final InstanceFactory factory;
    private final int number;
    private final String imageId;
    private final int count;
    private final Launch launch;
    private final long step;
    private final long start;
    private final Map<Integer, SimulatedInstance> changed = new ConcurrentHashMap<>();

    Fleet(InstanceFactory factory, int number, String imageId, int count, Launch launch, long seed) {
        this.factory = factory;
        this.number = number;
        this.imageId = imageId;
        this.count = count;
        this.launch = launch;
        long random = Ids.scramble(seed + number);
        this.step = coprimeTo(count, Math.floorMod(random, (long) count));
        this.start = Math.floorMod(random >>> 7, (long) count);
    }

    private static long coprimeTo(long count, long candidate) {
        long step = Math.max(1, candidate);
        while (gcd(step, count) != 1) {
            step++;
        }
        return step;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    String imageId() {
        return imageId;
    }

    int count() {
        return count;
    }

    String idOf(int index) {
        return factory.idOf(number, index);
    }

    /** The instance that is listed at this place. The order is scrambled, as EC2 promises none. */
    SimulatedInstance listedAt(int ordinal) {
        return at((int) ((step * ordinal + start) % count));
    }

    SimulatedInstance at(int index) {
        SimulatedInstance instance = changed.get(index);
        return instance != null ? instance : computed(index);
    }

    private SimulatedInstance computed(int index) {
        return factory.make(number, index, factory.reservationId(number, index), index, imageId, launch);
    }

    SimulatedInstance change(int index, UnaryOperator<SimulatedInstance> change) {
        return changed.compute(index, (i, instance) -> change.apply(instance != null ? instance : computed(index)));
    }
}
