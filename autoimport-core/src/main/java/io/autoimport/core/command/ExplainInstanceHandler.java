package io.autoimport.core.command;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.model.Explanation.TargetView;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.ReconcilableWorkerRepository;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.WorkerRepository;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains what the import decides about an instance, by the rules with which it decides. Thread-safe. What AWS, the
 * repository or a {@link KnownInstances} does is in the explanation; nothing of it is thrown.
 */
public final class ExplainInstanceHandler implements CommandHandler<ExplainInstanceCommand, Explanation> {

    private final InstanceDiscovery discovery;
    private final WorkerRepository repository;
    private final KnownInstances elsewhere;

    /**
     * Makes a handler for workers that are registered nowhere else.
     *
     * @param discovery finds the instance
     * @param repository knows whether it is registered
     */
    public ExplainInstanceHandler(InstanceDiscovery discovery, WorkerRepository repository) {
        this(discovery, repository, KnownInstances.NONE);
    }

    /**
     * Makes a handler.
     *
     * @param discovery finds the instance
     * @param repository knows whether it is registered
     * @param elsewhere knows whether it is registered elsewhere, and therefore never imported
     */
    @Inject
    public ExplainInstanceHandler(InstanceDiscovery discovery, WorkerRepository repository, KnownInstances elsewhere) {
        this.discovery = discovery;
        this.repository = repository;
        this.elsewhere = elsewhere;
    }

    @Override
    public Class<ExplainInstanceCommand> commandType() {
        return ExplainInstanceCommand.class;
    }

    @Override
    public Explanation handle(ExplainInstanceCommand command) {
        String id = command.instanceId();
        List<TargetView> targets = command.sources().stream()
                .flatMap(source -> source.targets().stream())
                .map(target -> ask(target, id))
                .toList();
        Registration registration;
        try {
            registration = registrationOf(id);
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            String failure = Failure.of(FailureCause.REPOSITORY, e).describe();
            String summary = "not decided, since whether it is registered can't be told: " + failure + " ("
                    + describe(targets) + ")";
            return new Explanation(id, Decision.UNKNOWN, summary, null, targets);
        }
        Decision decision = registration.decision() == null ? decisionOf(targets) : registration.decision();
        return new Explanation(
                id, decision, summaryOf(decision, registration.record(), targets), registration.record(), targets);
    }

    /** Where it is registered; nowhere if there is no decision. */
    private record Registration(
            @Nullable Decision decision, @Nullable WorkerRecord record) {}

    private Registration registrationOf(String id) {
        Map<String, Optional<WorkerRecord>> known = WorkerRegistry.findKnown(repository, Set.of(id));
        @Nullable WorkerRecord record = known.getOrDefault(id, Optional.empty()).orElse(null);
        if (record != null) {
            return new Registration(Decision.IMPORTED, record);
        }
        if (known.containsKey(id)) {
            boolean recorded = repository instanceof ReconcilableWorkerRepository;
            return new Registration(recorded ? Decision.REGISTERED_OTHERWISE : Decision.REGISTERED, null);
        }
        boolean isElsewhere =
                !WorkerRegistry.findElsewhere(elsewhere, Set.of(id)).isEmpty();
        return new Registration(isElsewhere ? Decision.REGISTERED_ELSEWHERE : null, null);
    }

    private TargetView ask(ImportTarget target, String id) {
        Map<String, Instance> found = new HashMap<>();
        ScanOutcome outcome;
        try {
            outcome = discovery.lookUp(target, Set.of(id), page -> {
                page.forEach(instance -> found.put(instance.id(), instance));
                return true;
            });
        } catch (Exception e) { // checked ones too: code in Kotlin throws them unannounced
            outcome = ScanOutcome.failed(Failure.of(FailureCause.UNEXPECTED, e), false, 0);
        }
        @Nullable Instance instance = found.get(id);
        return new TargetView(
                target.source().name(),
                target.region(),
                instance,
                instance == null ? List.of() : target.source().objectionsTo(instance),
                outcome.completeness() == Completeness.COMPLETE ? null : outcome.failure());
    }

    private static Decision decisionOf(List<TargetView> targets) {
        if (targets.stream().anyMatch(TargetView::accepts)) {
            return Decision.TO_BE_IMPORTED;
        }
        if (targets.stream().anyMatch(target -> target.failure() != null)) {
            return Decision.UNKNOWN;
        }
        return targets.stream().anyMatch(target -> target.instance() != null) ? Decision.REJECTED : Decision.NOT_FOUND;
    }

    private static String summaryOf(Decision decision, @Nullable WorkerRecord registered, List<TargetView> targets) {
        String views = describe(targets);
        return switch (decision) {
            case IMPORTED -> describe(registered) + " (" + views + ")";
            case REGISTERED -> "registered, by whom this repository does not say (" + views + ")";
            case REGISTERED_OTHERWISE -> "registered, but not by the import, which leaves it alone (" + views + ")";
            case REGISTERED_ELSEWHERE -> "registered elsewhere, and therefore never imported (" + views + ")";
            case TO_BE_IMPORTED -> "the next run imports it (" + views + ")";
            case REJECTED -> "not imported (" + views + ")";
            case NOT_FOUND -> "not found (" + views + ")";
            case UNKNOWN -> "not decided, since not every target could be asked (" + views + ")";
        };
    }

    private static String describe(List<TargetView> targets) {
        return targets.isEmpty()
                ? "no source is configured"
                : targets.stream().map(TargetView::describe).collect(Collectors.joining("; "));
    }

    private static String describe(@Nullable WorkerRecord registered) {
        if (registered == null) {
            return "imported";
        }
        String imported = "imported at " + registered.worker().importedAt() + " by run "
                + registered.worker().runId() + ", source "
                + registered.worker().source() + ", for "
                + registered.worker().createdBy();
        return registered.missingSince() == null ? imported : imported + "; missing since " + registered.missingSince();
    }
}
