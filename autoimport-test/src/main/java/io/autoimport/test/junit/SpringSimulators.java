package io.autoimport.test.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.support.TestConstructorUtils;

/** Where the simulators of Spring tests are found. Loaded for such tests only. */
final class SpringSimulators {

    private SpringSimulators() {}

    /** That of the test's application context, which is loaded if it is not yet. */
    static RunningSimulator of(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(RunningSimulator.class);
    }

    /** Whether Spring gives the parameter its value. Two that did would be one too many. */
    static boolean isAutowired(ParameterContext parameter, ExtensionContext context) {
        return TestConstructorUtils.isAutowirableConstructor(
                        parameter.getDeclaringExecutable(),
                        property -> context.getConfigurationParameter(property).orElse(null))
                || ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex());
    }
}
