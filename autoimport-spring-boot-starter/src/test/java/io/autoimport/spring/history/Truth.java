package io.autoimport.spring.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.event.WorkerImported;
import io.autoimport.core.event.WorkerMissing;
import io.autoimport.core.event.WorkerRestored;
import io.autoimport.core.event.WorkerUpdated;
import io.autoimport.core.model.CompleteScan;
import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.PlannedChange.Action;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.TargetResult;
import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the registry must be, by what the simulator knows of its fleet. */
final class Truth {

    private final Ec2Simulator simulator;
    private final Clock clock;
    private final Happenings happenings;
    private final List<Place> places;
    private final Reconciliation reconciliation;

    /** How often in a row a complete scan of its place could not have shown a worker. */
    private final Map<String, Integer> timesUnknown = new HashMap<>();

    /** Since when in a row each run could have shown an instance that its place lets in. */
    private final Map<Place, Map<String, Instant>> matchingSince = new HashMap<>();

    Truth(
            Ec2Simulator simulator,
            Clock clock,
            Happenings happenings,
            List<Place> places,
            Reconciliation reconciliation) {
        this.simulator = simulator;
        this.clock = clock;
        this.happenings = happenings;
        this.places = places;
        this.reconciliation = reconciliation;
    }

    /** The ids with which something would be done. */
    static Map<Action, Set<String>> byAction(ImportPlan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.REJECT)
                .collect(Collectors.groupingBy(
                        change -> change.action(),
                        Collectors.mapping(change -> change.instanceId(), Collectors.toCollection(TreeSet::new))));
    }

    /** The ids with which something was done. */
    static Map<Action, Set<String>> byAction(Collection<DomainEvent> events) {
        Map<Action, Set<String>> ids = new HashMap<>();
        for (DomainEvent event : events) {
            if (event instanceof WorkerImported imported) {
                add(ids, Action.IMPORT, imported.worker());
            } else if (event instanceof WorkerUpdated updated) {
                add(ids, Action.UPDATE, updated.worker());
            } else if (event instanceof WorkerMissing missing) {
                add(ids, Action.MARK_MISSING, missing.worker());
            } else if (event instanceof WorkerRestored restored) {
                add(ids, Action.RESTORE, restored.worker());
            }
        }
        return ids;
    }

    private static void add(Map<Action, Set<String>> ids, Action action, Worker worker) {
        assertThat(ids.computeIfAbsent(action, a -> new TreeSet<>()).add(worker.instanceId()))
                .as("one event for " + action + " of " + worker.instanceId())
                .isTrue();
    }

    void check(
            JobResult result,
            Map<String, WorkerRecord> before,
            Map<String, WorkerRecord> after,
            Set<String> foreign,
            List<DomainEvent> events) {
        assertThat(after.keySet()).as("never deleted").containsAll(before.keySet());
        for (Place place : places) {
            TargetResult target = targetOf(result, place);
            noteMatching(place);
            if (target.status() == Completeness.COMPLETE && target.scan() == ScanMode.INCREMENTAL) {
                checkNewFound(place, after, foreign);
                checkThatNothingIsConcluded(place, before, after);
            } else if (target.status() == Completeness.COMPLETE) {
                checkFound(place, after, foreign);
                checkKnown(place, target, before, after);
            } else {
                checkThatNothingIsConcluded(place, before, after);
            }
        }
        checkMarked(events);
        checkImported(result, before, after);
    }

    private void noteMatching(Place place) {
        Map<String, Instant> before = matchingSince.getOrDefault(place, Map.of());
        Map<String, Instant> now = new HashMap<>();
        known(place).values().stream()
                .filter(instance -> !isYoung(instance) && matches(place, instance))
                .forEach(instance -> now.put(instance.id(), before.getOrDefault(instance.id(), clock.instant())));
        matchingSince.put(place, now);
    }

    // What was first shown within the time by which scans overlap, no sequence of complete scans may have left out.
    private void checkNewFound(Place place, Map<String, WorkerRecord> after, Set<String> foreign) {
        Map<String, SimulatedInstance> known = known(place);
        matchingSince.getOrDefault(place, Map.of()).forEach((id, since) -> {
            SimulatedInstance instance = known.get(id);
            boolean shownInTime = !since.isAfter(instance.launchTime().plus(CompleteScan.OVERLAP));
            if (shownInTime && !foreign.contains(id)) {
                assertThat(after)
                        .as("imported by an incremental scan of " + place)
                        .containsKey(id);
                assertThat(after.get(id).isMissing()).isFalse();
                if (instance.launchTime().isAfter(clock.instant().minus(CompleteScan.OVERLAP))) {
                    assertIsTrue(place, after.get(id).worker(), instance);
                }
            }
        });
    }

    private void checkFound(Place place, Map<String, WorkerRecord> after, Set<String> foreign) {
        for (SimulatedInstance instance : known(place).values()) {
            if (isYoung(instance) || !matches(place, instance) || foreign.contains(instance.id())) {
                continue;
            }
            assertThat(after).as("imported by " + place).containsKey(instance.id());
            WorkerRecord record = after.get(instance.id());
            assertThat(record.isMissing()).isFalse();
            assertThat(record.misses()).isZero();
            assertIsTrue(place, record.worker(), instance);
        }
    }

    private void checkKnown(
            Place place, TargetResult target, Map<String, WorkerRecord> before, Map<String, WorkerRecord> after) {
        boolean believed = target.warnings().stream().noneMatch(warning -> warning.contains("more than the"));
        assertThat(believed || reconciliation.maxMissingPercent() < 100).isTrue();
        if (target.counts().found() == 0) {
            return;
        }
        Map<String, SimulatedInstance> known = known(place);
        for (WorkerRecord record : ofPlace(place, before)) {
            SimulatedInstance instance = known.get(record.instanceId());
            WorkerRecord now = after.get(record.instanceId());
            if (instance == null) {
                timesUnknown.merge(record.instanceId(), 1, Integer::sum);
                boolean due = record.misses() + 1 >= reconciliation.missingAfter();
                assertThat(now.isMissing()).isEqualTo(due && believed);
                assertThat(now.misses()).isEqualTo(due && !believed ? record.misses() : record.misses() + 1);
            } else if (!isYoung(instance)) {
                timesUnknown.remove(record.instanceId());
                assertThat(now.isMissing()).isFalse();
                if (!isIgnored(instance.tags())) {
                    assertIsTrue(place, now.worker(), instance);
                }
            }
        }
    }

    private static void checkThatNothingIsConcluded(
            Place place, Map<String, WorkerRecord> before, Map<String, WorkerRecord> after) {
        for (WorkerRecord record : ofPlace(place, before)) {
            WorkerRecord now = after.get(record.instanceId());
            assertThat(now.isMissing()).isFalse();
            assertThat(now.misses()).isIn(0, record.misses());
        }
    }

    private void checkMarked(List<DomainEvent> events) {
        for (DomainEvent event : events) {
            if (event instanceof WorkerMissing missing) {
                Worker worker = missing.worker();
                String id = worker.instanceId();
                assertThat(places)
                        .filteredOn(place -> isOf(place, worker))
                        .as("AWS knows no more of the missing " + id)
                        .noneMatch(place -> known(place).containsKey(id));
                assertThat(timesUnknown.getOrDefault(id, 0)).isGreaterThanOrEqualTo(reconciliation.missingAfter());
            }
        }
    }

    private void checkImported(JobResult result, Map<String, WorkerRecord> before, Map<String, WorkerRecord> after) {
        after.values().stream()
                .filter(record -> !before.containsKey(record.instanceId()))
                .forEach(record -> {
                    Worker worker = record.worker();
                    List<Place> matching = places.stream()
                            .filter(place -> place.region()
                                            .equals(worker.instance().region())
                                    && place.account().equals(worker.instance().account()))
                            .filter(place ->
                                    wasShownMatching(place, known(place).get(worker.instanceId())))
                            .toList();
                    assertThat(matching).as("lets in " + worker).isNotEmpty();
                    Place first = matching.get(0);
                    TargetResult target = targetOf(result, first);
                    if (target.status() == Completeness.COMPLETE && target.scan() == ScanMode.FULL) {
                        assertThat(worker.source()).isEqualTo(first.source());
                    }
                });
    }

    /** Behind enough complete runs, if none of them was in doubt. */
    void checkThatTheVanishedAreMissing(JobResult result, Map<String, WorkerRecord> records) {
        for (Place place : places) {
            if (reconciliation.maxMissingPercent() == 100
                    && targetOf(result, place).counts().found() > 0) {
                Map<String, SimulatedInstance> known = known(place);
                records.values().stream()
                        .filter(record -> isOf(place, record.worker()))
                        // Once marked, a worker is restored by a scan that shows it, and by nothing else.
                        .filter(record -> !known.containsKey(record.instanceId())
                                || matches(place, known.get(record.instanceId())))
                        .forEach(record -> assertThat(record.isMissing())
                                .as(record.toString())
                                .isEqualTo(!known.containsKey(record.instanceId())));
            }
        }
    }

    private static List<WorkerRecord> ofPlace(Place place, Map<String, WorkerRecord> records) {
        return records.values().stream()
                .filter(record -> isOf(place, record.worker()))
                .filter(record -> !record.isMissing())
                .toList();
    }

    private static boolean isOf(Place place, Worker worker) {
        return worker.source().equals(place.source())
                && worker.instance().region().equals(place.region());
    }

    // The tags of a young instance are not shown yet, neither those that let it in nor those that keep it out.
    private boolean wasShownMatching(Place place, SimulatedInstance instance) {
        return matches(place, instance, isYoung(instance) ? Map.of() : instance.tags());
    }

    private boolean matches(Place place, SimulatedInstance instance) {
        return matches(place, instance, instance.tags());
    }

    private boolean matches(Place place, SimulatedInstance instance, Map<String, String> tags) {
        SimulatedImage image = region(place).findImage(instance.imageId()).orElseThrow();
        boolean gone = image.deregistered() || !image.isVisibleTo(place.account());
        return place.states().contains(instance.state())
                && tags.entrySet().containsAll(place.tags().entrySet())
                && !isIgnored(tags)
                && place.name().test(image.name())
                && place.isAllowedOwner(image.ownerId())
                && (!gone || place.deregisteredToo());
    }

    private static boolean isIgnored(Map<String, String> tags) {
        return tags.containsKey(ImportSource.DEFAULT_IGNORE_TAG);
    }

    private boolean isYoung(SimulatedInstance instance) {
        return isYoungerThan(happenings.tagLag(), instance);
    }

    private boolean isYoungerThan(Duration age, SimulatedInstance instance) {
        return clock.instant().isBefore(instance.createdAt().plus(age));
    }

    private void assertIsTrue(Place place, Worker worker, SimulatedInstance truth) {
        Instance instance = worker.instance();
        assertThat(instance)
                .as(place.toString())
                .extracting(
                        Instance::account,
                        Instance::region,
                        Instance::state,
                        Instance::type,
                        Instance::launchTime,
                        Instance::privateIp,
                        Instance::publicIp,
                        seen -> seen.image().id())
                .containsExactly(
                        truth.accountId(),
                        truth.region(),
                        truth.state(),
                        truth.type(),
                        truth.launchTime(),
                        truth.privateIp(),
                        truth.publicIp(),
                        truth.imageId());
        if (truth.state().isImportable()) {
            assertThat(instance.tags()).isEqualTo(truth.tags());
            SimulatedImage image = region(place).findImage(truth.imageId()).orElseThrow();
            String unnamed =
                    image.name() + "-" + truth.id().substring(truth.id().length() - 8);
            assertThat(worker.name()).isEqualTo(truth.tags().getOrDefault("Name", unnamed));
        }
    }

    private Map<String, SimulatedInstance> known(Place place) {
        return region(place)
                .instances()
                .filter(instance -> !isYoungerThan(happenings.listingLag(), instance))
                .collect(Collectors.toMap(SimulatedInstance::id, Function.identity()));
    }

    private SimulatedRegion region(Place place) {
        return simulator.account(place.account()).region(place.region());
    }

    private static TargetResult targetOf(JobResult result, Place place) {
        return result.targets().stream()
                .filter(target -> target.source().equals(place.source())
                        && target.region().equals(place.region()))
                .findFirst()
                .orElseThrow();
    }
}
