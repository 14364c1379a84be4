package io.autoimport.test.junit;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.test.ec2.ManualClock;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Starts a simulator for an application context, and points the application to it. The simulator ends with the context, which
 * Spring's cache may hold longer than the test class lasts. What is declared, and on which class, is part of the cache's key.
 */
record SimulatorContextCustomizer(Class<?> declaringClass, DeclaredSimulator declared) implements ContextCustomizer {

    private static final String NAME = "ec2SimulatorOfTheTest";
    private static final String CREDENTIALS = "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        RunningSimulator simulator = declared.start();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(NAME, simulator);
        // The first to be registered is the last to be closed: a run may go on until then.
        beans.registerDisposableBean(NAME, simulator::close);
        beans.registerSingleton("ec2Simulator", simulator.ec2());
        simulator
                .clock()
                .ifPresent(clock -> context.addBeanFactoryPostProcessor(
                        new PrimaryBean<>("ec2SimulatorClock", Clock.class, ManualClock.class, () -> clock)));
        if (ClassUtils.isPresent(CREDENTIALS, context.getClassLoader())) {
            context.addBeanFactoryPostProcessor(
                    SimulatedCredentials.of(simulator.ec2().account()));
        }
        context.addApplicationListener(recorder(simulator));
        SimulatorProperties.addTo(context.getEnvironment(), simulator.ec2(), declared.fleets());
    }

    // A listener, since a bean of type EventPublisher would take the place of the application's.
    private static ApplicationListener<ApplicationEvent> recorder(RunningSimulator simulator) {
        return happened -> {
            if (happened instanceof PayloadApplicationEvent<?> event
                    && event.getPayload() instanceof DomainEvent domainEvent) {
                simulator.events().publish(List.of(domainEvent));
            }
        };
    }
}
