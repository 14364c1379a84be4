package io.autoimport.spring.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;

/** A class of one adapter depends on none of another. */
final class KnowNoOtherAdapter extends ArchCondition<JavaClass> {

    private final String parent;
    private final Collection<String> adapters;

    KnowNoOtherAdapter(String parent, Collection<String> adapters) {
        super("know no other adapter");
        this.parent = parent;
        this.adapters = adapters;
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isAdapter(dependency.getTargetClass()))
                .filter(dependency ->
                        !dependency.getTargetClass().getPackageName().equals(origin.getPackageName()))
                .forEach(dependency ->
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
    }

    private boolean isAdapter(JavaClass target) {
        return adapters.stream().anyMatch(adapter -> target.getPackageName().equals(parent + adapter));
    }
}
