package io.autoimport.test.ec2.internal.fault;

import io.autoimport.test.ec2.model.RecordedRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults in force, in the order in which they were asked for. Thread-safe. */
public final class FaultRules {

    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

    /** Puts a rule in force. */
    public FaultRule add(Effect effect) {
        FaultRule rule = new FaultRule(effect);
        rules.removeIf(FaultRule::isRemoved);
        rules.add(rule);
        return rule;
    }

    /** Removes all of them. */
    public void clear() {
        rules.forEach(FaultRule::remove);
        rules.clear();
    }

    /** The first rule of a kind that hits the request. */
    public Optional<FaultRule> firstRule(Class<? extends Effect> kind, RecordedRequest request) {
        return rules.stream()
                .filter(rule -> kind.isInstance(rule.effect()) && rule.hit(request))
                .findFirst();
    }

    /** The effect of the first rule of a kind that hits the request. */
    public <E extends Effect> Optional<E> first(Class<E> kind, RecordedRequest request) {
        return firstRule(kind, request).map(rule -> kind.cast(rule.effect()));
    }

    /** The effects of every rule of a kind that hits the request. */
    public <E extends Effect> List<E> all(Class<E> kind, RecordedRequest request) {
        return rules.stream()
                .filter(rule -> kind.isInstance(rule.effect()) && rule.hit(request))
                .map(rule -> kind.cast(rule.effect()))
                .toList();
    }
}
