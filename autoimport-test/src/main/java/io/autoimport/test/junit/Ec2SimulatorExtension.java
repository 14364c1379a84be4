package io.autoimport.test.junit;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.event.RecordedEvents;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link Ec2SimulatorTest} does. The simulator is kept where the annotation is, and JUnit closes it there; in a Spring test
 * the application context keeps it. No class of Spring is loaded for any other test.
 */
final class Ec2SimulatorExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Ec2SimulatorExtension.class);

    private static final String CLEAR = "clear";

    private static final List<Class<?>> TYPES = List.of(Ec2Simulator.class, ManualClock.class, RecordedEvents.class);

    // By its name: it may not be there.
    private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

    Ec2SimulatorExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType())
                && !(isSpringTest(context) && SpringSimulators.isAutowired(parameter, context));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningSimulator simulator = simulatorOf(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Ec2Simulator.class) {
            return simulator.ec2();
        }
        if (type == RecordedEvents.class) {
            return simulator.events();
        }
        return simulator
                .clock()
                .orElseThrow(() -> new ParameterResolutionException(
                        "The simulator goes by the system's clock; to have a ManualClock, write"
                                + " @Ec2SimulatorTest(manualClock = true)"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        refuseFleetsOfNobody(context);
        if (isKeptBySpring(context, ownerOf(context))) {
            // Remembered, since the test may end its application context before the simulator is to be cleared.
            Runnable clear = SpringSimulators.of(context)::clear;
            context.getStore(NAMESPACE).put(CLEAR, clear);
        }
    }

    private static void refuseFleetsOfNobody(ExtensionContext context) {
        for (ExtensionContext each = context;
                each != null;
                each = each.getParent().orElse(null)) {
            Optional<AnnotatedElement> element = each.getElement();
            if (element.isPresent()
                    && DeclaredSimulator.on(element.get()).isEmpty()
                    && !DeclaredSimulator.fleetsOn(element.get()).isEmpty()) {
                throw new ExtensionConfigurationException(
                        "@SimulatedFleet on " + element.get()
                                + " has no effect without @Ec2SimulatorTest beside it; add that, or launch the instances in the test");
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ExtensionContext owner = ownerOf(context);
        if (isKeptBySpring(context, owner)) {
            @Nullable Runnable clear = context.getStore(NAMESPACE).get(CLEAR, Runnable.class);
            if (clear != null) {
                clear.run();
            }
            return;
        }
        @Nullable RunningSimulator started = owner.getStore(NAMESPACE).get(owner.getUniqueId(), RunningSimulator.class);
        if (started != null) {
            started.clear();
        }
    }

    private static RunningSimulator simulatorOf(ExtensionContext context) {
        ExtensionContext owner = ownerOf(context);
        if (isKeptBySpring(context, owner)) {
            return SpringSimulators.of(context);
        }
        // The id is part of the key because a store is asked after those around it.
        return owner.getStore(NAMESPACE)
                .computeIfAbsent(
                        owner.getUniqueId(),
                        id -> owner.getElement()
                                .flatMap(DeclaredSimulator::on)
                                .orElseThrow()
                                .start(),
                        RunningSimulator.class);
    }

    /** Where the annotation is: at the method, the class, or the nearest class around it. */
    private static ExtensionContext ownerOf(ExtensionContext context) {
        for (ExtensionContext each = context;
                each != null;
                each = each.getParent().orElse(null)) {
            if (each.getElement().flatMap(DeclaredSimulator::on).isPresent()) {
                return each;
            }
        }
        throw new ExtensionConfigurationException("There is no @Ec2SimulatorTest on " + context.getDisplayName());
    }

    private static boolean isKeptBySpring(ExtensionContext context, ExtensionContext owner) {
        return owner.getTestMethod().isEmpty() && isSpringTest(context);
    }

    private static boolean isSpringTest(ExtensionContext context) {
        for (ExtensionContext each = context;
                each != null;
                each = each.getParent().orElse(null)) {
            if (each.getTestClass()
                    .filter(Ec2SimulatorExtension::isExtendedBySpring)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExtendedBySpring(Class<?> testClass) {
        return AnnotationSupport.findRepeatableAnnotations(testClass, ExtendWith.class).stream()
                .flatMap(extendWith -> Stream.of(extendWith.value()))
                .anyMatch(extension -> extension.getName().equals(SPRING_EXTENSION));
    }
}
