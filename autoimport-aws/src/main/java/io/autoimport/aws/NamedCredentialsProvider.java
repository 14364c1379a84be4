package io.autoimport.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Gives the failure of another provider a name. */
final class NamedCredentialsProvider implements AwsCredentialsProvider {

    private final AwsCredentialsProvider delegate;

    NamedCredentialsProvider(AwsCredentialsProvider delegate) {
        this.delegate = delegate;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return delegate.resolveCredentials();
        } catch (RuntimeException e) {
            throw new CredentialsUnavailableException(e);
        }
    }
}
