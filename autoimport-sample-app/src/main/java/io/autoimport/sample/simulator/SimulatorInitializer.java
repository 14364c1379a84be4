package io.autoimport.sample.simulator;

import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Starts a simulated EC2 on loopback before anything else, and the CML of its instances beside it. Points the import and the other
 * jobs there by their ordinary properties, with credentials of the simulated account.
 */
final class SimulatorInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().acceptsProfiles(Profiles.of("aws")) || isProcessedAheadOfTime()) {
            return;
        }
        Ec2Simulator ec2 = Ec2Simulator.start();
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> ec2.close());
        context.getBeanFactory().registerSingleton("ec2Simulator", ec2);
        context.getBeanFactory().registerSingleton("simulatedCredentials", credentialsOf(ec2));
        SimulatedCml cml = SimulatedCml.start(Clock.systemUTC());
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> cml.close());
        context.getBeanFactory().registerSingleton("simulatedCml", cml);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "simulator",
                        Map.of(
                                "auto-import.workers.aws.endpoint", ec2.endpoint(),
                                "sample.cml.base-url", cml.baseUrl(),
                                "sample.cml.username", cml.username(),
                                "sample.cml.password", cml.password())));
    }

    // While the application is built it does not run, and a server would keep the build from ending.
    private static boolean isProcessedAheadOfTime() {
        return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
    }

    private static AwsCredentialsProvider credentialsOf(Ec2Simulator ec2) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                ec2.account().accessKeyId(), ec2.account().secretAccessKey()));
    }
}
