package io.autoimport.core.command;

import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.WorkerPresence;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one target as the repository lists them, beside what a scan has shown. They are gone through page by
 * page; no more than a page of them is held.
 */
final class TargetWorkers {

    private static final int PAGE = 1_000;

    private final ReconcilableWorkerRepository records;
    private final ImportTarget target;
    private final @Nullable String account;
    private final InstanceIdSet seen;

    /**
     * Makes the view.
     *
     * @param account the account that was scanned, or null if unknown
     * @param seen the ids of the instances that were shown
     */
    TargetWorkers(
            ReconcilableWorkerRepository records, ImportTarget target, @Nullable String account, InstanceIdSet seen) {
        this.records = records;
        this.target = target;
        this.account = account;
        this.seen = seen;
    }

    /** The account that was scanned, or null if unknown. */
    @Nullable
    String account() {
        return account;
    }

    boolean isEmpty() {
        return pageBehind(null, 1).isEmpty();
    }

    /**
     * Counts those that are not missing yet.
     *
     * @param stop tells before each page whether to stop
     * @return what was counted until then
     */
    Tally count(BooleanSupplier stop) {
        Tally tally = new Tally();
        eachPage(
                stop,
                page -> page.stream().filter(worker -> !worker.missing()).forEach(worker -> {
                    if (isOfAnotherAccount(worker)) {
                        tally.ofAnotherAccount++;
                    } else {
                        tally.here++;
                        tally.unseen += isUnseen(worker) ? 1 : 0;
                    }
                }));
        return tally;
    }

    /** Hands over the ids of those that were not shown, and that nobody asked to ignore. */
    void eachUnseen(BooleanSupplier stop, Consumer<Set<String>> action) {
        each(this::isUnseen, stop, action);
    }

    /** Hands over the ids of those that are among these. */
    void eachOf(InstanceIdSet ids, BooleanSupplier stop, Consumer<Set<String>> action) {
        each(worker -> ids.contains(worker.instanceId()), stop, action);
    }

    private boolean isOfAnotherAccount(WorkerPresence worker) {
        return account != null && !account.equals(worker.account());
    }

    private boolean isUnseen(WorkerPresence worker) {
        return !worker.missing()
                && !isOfAnotherAccount(worker)
                && !seen.contains(worker.instanceId())
                && !target.source().ignoredInstanceIds().contains(worker.instanceId());
    }

    private void each(Predicate<WorkerPresence> which, BooleanSupplier stop, Consumer<Set<String>> action) {
        eachPage(stop, page -> {
            Set<String> ids = page.stream()
                    .filter(which)
                    .map(WorkerPresence::instanceId)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!ids.isEmpty()) {
                action.accept(ids);
            }
        });
    }

    private void eachPage(BooleanSupplier stop, Consumer<List<WorkerPresence>> action) {
        @Nullable String after = null;
        while (!stop.getAsBoolean()) {
            List<WorkerPresence> page = pageBehind(after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            action.accept(page);
            String last = page.get(page.size() - 1).instanceId();
            if (last.equals(after)) {
                throw new IllegalStateException(
                        "The repository listed the same workers twice; findPresences must go on behind " + after);
            }
            after = last;
        }
    }

    private List<WorkerPresence> pageBehind(@Nullable String after, int limit) {
        return records.findPresences(target.source().name(), target.region(), after, limit);
    }

    /** How many workers there are. */
    static final class Tally {

        private long here;
        private long unseen;
        private long ofAnotherAccount;

        private Tally() {}

        /** Those of the account that was scanned. */
        long here() {
            return here;
        }

        /** Those of them that were not shown. */
        long unseen() {
            return unseen;
        }

        /** Those of another account, or of an unknown one. */
        long ofAnotherAccount() {
            return ofAnotherAccount;
        }
    }
}
