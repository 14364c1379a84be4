package io.autoimport.aws;

import io.autoimport.core.model.EndpointUrl;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How EC2 is reached, and STS, which gives the credentials of roles.
 *
 * @param endpoint another endpoint than that of the region (a VPC endpoint, an emulator), or null
 * @param stsEndpoint another endpoint of STS than that of the region, or null. If it is null and {@code endpoint} is
 *     loopback, STS is asked there as well
 * @param allowPlaintextEndpoint whether the endpoints may be plain http to another machine than this one
 * @param apiCallTimeout how long a call may take with all its retries, more than zero
 * @param apiCallAttemptTimeout how long one attempt may take, more than zero and at most {@code apiCallTimeout}
 * @param sessionName who shows as the caller in the logs of an account whose role is assumed, 2 to 64 letters, digits or
 *     characters of {@code _+=,.@-}; others are replaced by dashes, and what is too long is cut off
 */
public record Ec2Settings(
        @Nullable URI endpoint,
        @Nullable URI stsEndpoint,
        boolean allowPlaintextEndpoint,
        Duration apiCallTimeout,
        Duration apiCallAttemptTimeout,
        String sessionName) {

    /** How long a call may take with all its retries unless said otherwise. */
    public static final Duration DEFAULT_API_CALL_TIMEOUT = Duration.ofSeconds(60);

    /** How long one attempt may take unless said otherwise. */
    public static final Duration DEFAULT_API_CALL_ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

    /** The name of sessions unless said otherwise. */
    public static final String DEFAULT_SESSION_NAME = "auto-import";

    private static final int LONGEST_SESSION_NAME = 64;

    private static final Pattern NOT_IN_SESSION_NAMES = Pattern.compile("[^\\w+=,.@-]");

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if an endpoint is no http(s) URL with a host, if it is plain http to another
     *     machine without permission, or if a timeout is out of its range
     */
    public Ec2Settings {
        if (endpoint != null) {
            checkedEndpoint(endpoint, allowPlaintextEndpoint);
        }
        if (stsEndpoint != null) {
            checkedEndpoint(stsEndpoint, allowPlaintextEndpoint);
        }
        checkPositive(apiCallTimeout, "apiCallTimeout");
        checkPositive(apiCallAttemptTimeout, "apiCallAttemptTimeout");
        if (apiCallAttemptTimeout.compareTo(apiCallTimeout) > 0) {
            throw new IllegalArgumentException("One attempt of a call may not take longer (" + apiCallAttemptTimeout
                    + ") than the call with all its retries (" + apiCallTimeout + ")");
        }
        sessionName = checkedSessionName(sessionName);
    }

    private static String checkedSessionName(String name) {
        String taken = NOT_IN_SESSION_NAMES.matcher(name.strip()).replaceAll("-");
        if (taken.length() < 2) {
            return DEFAULT_SESSION_NAME;
        }
        return taken.substring(0, Math.min(taken.length(), LONGEST_SESSION_NAME));
    }

    private static void checkPositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + value);
        }
    }

    /**
     * Checks an endpoint.
     *
     * @param endpoint an http(s) URL
     * @param allowPlaintext whether it may be plain http to another machine than this one
     * @return the same
     * @throws IllegalArgumentException if it is no http(s) URL with a host, carries credentials, or is plain http to
     *     another machine without permission
     */
    public static URI checkedEndpoint(URI endpoint, boolean allowPlaintext) {
        // Asked of the raw text: of a host that Java does not like it knows no user info either.
        if (String.valueOf(endpoint.getRawSchemeSpecificPart()).contains("@")) {
            throw new IllegalArgumentException(
                    "it carries a user name or password; credentials come from the AWS credential chain");
        }
        return EndpointUrl.checked(endpoint, "https://ec2.example.org", allowPlaintext);
    }

    /** Where STS is asked; null for its own endpoint in each region. What is meant for this machine must not leave it. */
    @Nullable
    URI effectiveStsEndpoint() {
        if (stsEndpoint != null) {
            return stsEndpoint;
        }
        return endpoint != null && EndpointUrl.isLoopback(endpoint) ? endpoint : null;
    }

    /**
     * The endpoints of AWS, and the default timeouts.
     *
     * @return the settings
     */
    public static Ec2Settings defaults() {
        return new Ec2Settings(
                null, null, false, DEFAULT_API_CALL_TIMEOUT, DEFAULT_API_CALL_ATTEMPT_TIMEOUT, DEFAULT_SESSION_NAME);
    }

    /**
     * Another endpoint.
     *
     * @param endpoint an http(s) URL
     * @return these settings with that endpoint
     * @throws IllegalArgumentException if the endpoint is not allowed
     */
    public Ec2Settings withEndpoint(URI endpoint) {
        return new Ec2Settings(
                endpoint, stsEndpoint, allowPlaintextEndpoint, apiCallTimeout, apiCallAttemptTimeout, sessionName);
    }

    /**
     * Another endpoint of STS.
     *
     * @param stsEndpoint an http(s) URL
     * @return these settings with that endpoint
     * @throws IllegalArgumentException if the endpoint is not allowed
     */
    public Ec2Settings withStsEndpoint(URI stsEndpoint) {
        return new Ec2Settings(
                endpoint, stsEndpoint, allowPlaintextEndpoint, apiCallTimeout, apiCallAttemptTimeout, sessionName);
    }

    /**
     * Other timeouts.
     *
     * @param apiCall how long a call may take with all its retries
     * @param attempt how long one attempt may take
     * @return these settings with those timeouts
     * @throws IllegalArgumentException if a timeout is out of its range
     */
    public Ec2Settings withTimeouts(Duration apiCall, Duration attempt) {
        return new Ec2Settings(endpoint, stsEndpoint, allowPlaintextEndpoint, apiCall, attempt, sessionName);
    }

    /**
     * Another name of sessions.
     *
     * @param sessionName tells who calls, for example {@code auto-import-billing}
     * @return these settings with that name
     */
    public Ec2Settings withSessionName(String sessionName) {
        return new Ec2Settings(
                endpoint, stsEndpoint, allowPlaintextEndpoint, apiCallTimeout, apiCallAttemptTimeout, sessionName);
    }
}
