package io.autoimport.benchmarks.process;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** What full garbage collections leave of the heap of this JVM. Thread-safe. */
final class LiveHeap {

    private final AtomicLong peak = new AtomicLong();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toSet());

    private LiveHeap() {}

    /**
     * Watches.
     *
     * @param collectEvery milliseconds between full collections, for a heap that would not need one; zero for none
     */
    static LiveHeap watch(int collectEvery) {
        LiveHeap heap = new LiveHeap();
        if (collectEvery > 0) {
            Thread collecting = new Thread(() -> collectForEver(collectEvery), "collecting");
            collecting.setDaemon(true);
            collecting.start();
        }
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> heap.note(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            null,
                            null);
        }
        return heap;
    }

    private static void collectForEver(int every) {
        try {
            while (true) {
                Thread.sleep(every);
                System.gc();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // After a collection of the young generation alone, garbage is left in the old one.
    private void note(GarbageCollectionNotificationInfo collection) {
        if (!collection.getGcAction().contains("major")) {
            return;
        }
        Map<String, MemoryUsage> after = collection.getGcInfo().getMemoryUsageAfterGc();
        long used = after.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        peak.accumulateAndGet(used, Math::max);
    }

    long peak() {
        return peak.get();
    }
}
