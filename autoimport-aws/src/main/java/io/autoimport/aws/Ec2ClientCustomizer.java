package io.autoimport.aws;

import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * Adjusts the EC2 clients of the import before they are made: one per region and role, each made once, on first use. The
 * client of STS by which a role is assumed is none of them.
 */
@FunctionalInterface
public interface Ec2ClientCustomizer {

    /**
     * Adjusts a client. It has its region, endpoint, credentials, HTTP client, timeouts and retries already.
     *
     * <p>{@code overrideConfiguration(...)} replaces timeouts, retries and the count of requests unless it starts
     * from what is there: {@code builder.overrideConfiguration().toBuilder()}.
     *
     * <p>Whoever replaces the credentials replaces those of roles as well.
     *
     * @param builder the builder of a client
     */
    void customize(Ec2ClientBuilder builder);
}
