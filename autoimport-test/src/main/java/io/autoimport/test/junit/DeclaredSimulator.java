package io.autoimport.test.junit;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test class or method ask for. Equal if they ask for the same. */
record DeclaredSimulator(long seed, boolean manualClock, List<SimulatedFleet> fleets) {

    DeclaredSimulator {
        fleets = List.copyOf(fleets);
    }

    /** What the element itself asks for; of a class, also what it inherits. */
    static Optional<DeclaredSimulator> on(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, Ec2SimulatorTest.class)
                .map(test -> new DeclaredSimulator(test.seed(), test.manualClock(), fleetsOn(element)));
    }

    static List<SimulatedFleet> fleetsOn(AnnotatedElement element) {
        return AnnotationSupport.findRepeatableAnnotations(element, SimulatedFleet.class);
    }

    RunningSimulator start() {
        @Nullable ManualClock clock = manualClock ? new ManualClock() : null;
        Ec2Simulator.Builder builder = Ec2Simulator.builder().seed(seed);
        Ec2Simulator ec2 = (clock == null ? builder : builder.clock(clock)).start();
        try {
            new FleetLauncher(ec2).launch(fleets);
        } catch (RuntimeException e) {
            ec2.close();
            throw e;
        }
        return new RunningSimulator(ec2, clock);
    }
}
