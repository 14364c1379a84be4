package io.autoimport.test.junit;

import io.autoimport.test.ec2.SimulatedAccount;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The credentials of a simulated account, as the AWS SDK wants them. Loaded only where the SDK is. */
final class SimulatedCredentials {

    private SimulatedCredentials() {}

    static BeanFactoryPostProcessor of(SimulatedAccount account) {
        return new PrimaryBean<>(
                "ec2SimulatorCredentials",
                AwsCredentialsProvider.class,
                AwsCredentialsProvider.class,
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey())));
    }
}
