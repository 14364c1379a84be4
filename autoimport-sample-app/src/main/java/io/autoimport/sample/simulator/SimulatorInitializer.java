package io.autoimport.sample.simulator;

import io.autoimport.test.ec2.Ec2Simulator;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Starts a simulated EC2 on loopback before anything else, and points the import there by its ordinary property, with
 * credentials of the simulated account.
 */
final class SimulatorInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().acceptsProfiles(Profiles.of("aws"))) {
            return;
        }
        Ec2Simulator ec2 = Ec2Simulator.start();
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> ec2.close());
        context.getBeanFactory().registerSingleton("ec2Simulator", ec2);
        context.getBeanFactory().registerSingleton("simulatedCredentials", credentialsOf(ec2));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("simulator", Map.of("auto-import.workers.aws.endpoint", ec2.endpoint())));
    }

    private static AwsCredentialsProvider credentialsOf(Ec2Simulator ec2) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                ec2.account().accessKeyId(), ec2.account().secretAccessKey()));
    }
}
