package io.autoimport.core.support;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds in each region what a test says, and then ends as the test says. Elsewhere it finds nothing. */
public final class ProgrammableDiscovery implements InstanceDiscovery {

    private final Map<String, InstanceDiscovery> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> lacking = new ConcurrentHashMap<>();
    private final Map<String, List<Instance>> known = new ConcurrentHashMap<>();
    private final Map<String, ScanOutcome> lookUpOutcomes = new ConcurrentHashMap<>();
    private final List<List<String>> lookUps = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> pagesTaken = new ConcurrentHashMap<>();
    private volatile Runnable duringChecks = () -> {};

    public static Failure denied(String region) {
        return new Failure(
                FailureCause.PERMISSION, "UnauthorizedOperation", "not allowed in " + region, "req-" + region);
    }

    @SafeVarargs
    public final ProgrammableDiscovery finds(String region, List<Instance>... pages) {
        return ends(region, ScanOutcome.complete(pages.length), pages);
    }

    @SafeVarargs
    public final ProgrammableDiscovery fails(String region, List<Instance>... pages) {
        return ends(region, ScanOutcome.failed(denied(region), pages.length > 0, pages.length + 1L), pages);
    }

    /** Hands over the pages as long as they are taken, then ends like this. */
    @SafeVarargs
    public final ProgrammableDiscovery ends(String region, ScanOutcome outcome, List<Instance>... pages) {
        return behaves(region, (target, consumer) -> {
            for (List<Instance> page : pages) {
                if (!consumer.accept(page)) {
                    return ScanOutcome.stopped(pages.length);
                }
            }
            return outcome;
        });
    }

    @SafeVarargs
    public final ProgrammableDiscovery throwing(String region, Throwable thrown, List<Instance>... pages) {
        return behaves(region, (target, consumer) -> {
            for (List<Instance> page : pages) {
                consumer.accept(page);
            }
            throw Sneaky.sneaky(thrown);
        });
    }

    public ProgrammableDiscovery behaves(String region, InstanceDiscovery script) {
        scripts.put(region, script);
        return this;
    }

    /** Lacks the permission for an action in a region, as far as it is asked before it scans. */
    public ProgrammableDiscovery lacks(String region, String action) {
        lacking.computeIfAbsent(region, r -> new CopyOnWriteArrayList<>()).add(action);
        return this;
    }

    /** Has every permission in a region. */
    public ProgrammableDiscovery hasAll(String region) {
        lacking.remove(region);
        return this;
    }

    /** Does this whenever it is asked for permissions. */
    public ProgrammableDiscovery whileChecking(Runnable action) {
        duringChecks = action;
        return this;
    }

    @Override
    public PermissionReport checkPermissions(ImportTarget target) {
        duringChecks.run();
        List<PermissionCheck> checks = new ArrayList<>();
        checks.add(PermissionCheck.allowed(target, "ec2:DescribeImages"));
        lacking.getOrDefault(target.region(), List.of())
                .forEach(action -> checks.add(PermissionCheck.failed(target, action, denied(target.region()))));
        return new PermissionReport(checks, checks.size(), 0);
    }

    /** Knows these instances of a region when they are looked up, beside whatever its scan shows. */
    public ProgrammableDiscovery knows(String region, Instance... instances) {
        known.put(region, List.of(instances));
        return this;
    }

    /** Ends each look-up in a region like this. */
    public ProgrammableDiscovery endsLookUps(String region, ScanOutcome outcome) {
        lookUpOutcomes.put(region, outcome);
        return this;
    }

    /** The ids of each look-up, sorted. */
    public List<List<String>> lookUps() {
        return lookUps;
    }

    @Override
    public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
        lookUps.add(instanceIds.stream().sorted().toList());
        pages.accept(known.getOrDefault(target.region(), List.of()).stream()
                .filter(instance -> instanceIds.contains(instance.id()))
                .toList());
        return lookUpOutcomes.getOrDefault(target.region(), ScanOutcome.complete(1));
    }

    /** How many pages of a region were handed over. */
    public int pagesTaken(String region) {
        return pagesTaken.getOrDefault(region, new AtomicInteger()).get();
    }

    @Override
    public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
        InstanceDiscovery script = scripts.getOrDefault(target.region(), (t, p) -> ScanOutcome.complete(1));
        return script.scan(target, page -> {
            pagesTaken
                    .computeIfAbsent(target.region(), r -> new AtomicInteger())
                    .incrementAndGet();
            return pages.accept(page);
        });
    }
}
