package io.autoimport.test.junit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestContextAnnotationUtils.AnnotationDescriptor;

/** Asked by Spring for each of its test classes, of which most have nothing to do with a simulator. */
final class SimulatorContextCustomizerFactory implements ContextCustomizerFactory {

    SimulatorContextCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        @Nullable
        AnnotationDescriptor<Ec2SimulatorTest> found =
                TestContextAnnotationUtils.findAnnotationDescriptor(testClass, Ec2SimulatorTest.class);
        if (found == null) {
            return null;
        }
        Class<?> declaringClass = found.getRootDeclaringClass();
        return declaredOnOrAround(testClass)
                .map(declared -> new SimulatorContextCustomizer(declaringClass, declared))
                .orElse(null);
    }

    private static Optional<DeclaredSimulator> declaredOnOrAround(Class<?> testClass) {
        Optional<DeclaredSimulator> declared = DeclaredSimulator.on(testClass);
        return declared.isEmpty() && TestContextAnnotationUtils.searchEnclosingClass(testClass)
                ? declaredOnOrAround(testClass.getEnclosingClass())
                : declared;
    }
}
