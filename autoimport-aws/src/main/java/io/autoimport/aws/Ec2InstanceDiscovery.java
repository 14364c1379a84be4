package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Finds instances through the EC2 API: the AMIs of a matching name and owner first ({@code DescribeImages}), then the
 * instances launched from them ({@code DescribeInstances}). Of a page it reads only what an import needs, and while one page
 * is looked at, the next one is on its way: it holds two at a time. Thread-safe.
 *
 * <p>A source with a role is searched with the credentials of that role, which STS gives for those of the application and
 * which are renewed before they expire.
 *
 * <p>Needs the permissions {@code ec2:DescribeImages} and {@code ec2:DescribeInstances}, and
 * {@code ec2:DescribeInstanceImageMetadata} for sources that include deregistered images; without the latter, a look-up
 * can't name AMIs that are gone. For a role, the role needs them, and the application {@code sts:AssumeRole}. See
 * {@link IamPolicy}.
 */
public final class Ec2InstanceDiscovery implements InstanceDiscovery, AutoCloseable {

    /** What a closed client throws is not worth reading. */
    private static final Failure CLOSED =
            new Failure(FailureCause.STOPPED, null, "the EC2 clients were closed while the application ended", null);

    private final Ec2Clients clients;
    private final Runnable closeCredentials;

    /**
     * Makes a discovery. No connection is made, and no credentials are asked for, before the first scan.
     *
     * @param settings how EC2 is reached
     * @param credentials who asks, and who assumes the roles; left open when this is closed
     * @param customizers adjust each client, in this order
     */
    public Ec2InstanceDiscovery(
            Ec2Settings settings, AwsCredentialsProvider credentials, List<Ec2ClientCustomizer> customizers) {
        this(settings, credentials, customizers, OpenTelemetry.noop());
    }

    /**
     * Makes a discovery whose calls are recorded as client spans. No connection is made, and no credentials are asked for,
     * before the first scan.
     *
     * @param settings how EC2 is reached
     * @param credentials who asks, and who assumes the roles; left open when this is closed
     * @param customizers adjust each client, in this order
     * @param openTelemetry where the spans go
     */
    public Ec2InstanceDiscovery(
            Ec2Settings settings,
            AwsCredentialsProvider credentials,
            List<Ec2ClientCustomizer> customizers,
            OpenTelemetry openTelemetry) {
        this(settings, credentials, customizers, openTelemetry, () -> {});
    }

    private Ec2InstanceDiscovery(
            Ec2Settings settings,
            AwsCredentialsProvider credentials,
            List<Ec2ClientCustomizer> customizers,
            OpenTelemetry openTelemetry,
            Runnable closeCredentials) {
        this.clients = new Ec2Clients(settings, credentials, customizers, openTelemetry);
        this.closeCredentials = closeCredentials;
    }

    /**
     * Makes a discovery with the credentials that the SDK finds by itself.
     *
     * @param settings how EC2 is reached
     * @param customizers adjust each client, in this order
     * @return the discovery
     * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Default
     *     credentials provider chain</a>
     */
    public static Ec2InstanceDiscovery withDefaultCredentials(
            Ec2Settings settings, Ec2ClientCustomizer... customizers) {
        return withDefaultCredentials(settings, List.of(customizers), OpenTelemetry.noop());
    }

    /**
     * Makes a discovery with the credentials that the SDK finds by itself, whose calls are recorded as client spans.
     *
     * @param settings how EC2 is reached
     * @param customizers adjust each client, in this order
     * @param openTelemetry where the spans go
     * @return the discovery
     * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Default
     *     credentials provider chain</a>
     */
    public static Ec2InstanceDiscovery withDefaultCredentials(
            Ec2Settings settings, List<Ec2ClientCustomizer> customizers, OpenTelemetry openTelemetry) {
        DefaultCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        return new Ec2InstanceDiscovery(settings, credentials, customizers, openTelemetry, credentials::close);
    }

    @Override
    public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
        return execute(new Ec2Scan(target, List.of(), pages, () -> clients.of(target)));
    }

    @Override
    public ScanOutcome scanLaunched(ImportTarget target, Instant from, Instant to, PageConsumer pages) {
        List<Filter> launched = Ec2Filters.launched(from, to);
        return execute(new Ec2Scan(target, launched, pages, () -> clients.of(target)));
    }

    @Override
    public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
        return execute(new Ec2LookUp(target, instanceIds, pages, () -> clients.of(target)));
    }

    @Override
    public PermissionReport checkPermissions(ImportTarget target) {
        try {
            return new Ec2Preflight(target, () -> clients.of(target)).execute();
        } catch (RuntimeException e) {
            if (clients.isClosed()) {
                return PermissionReport.NONE; // what follows says that it was stopped
            }
            throw e;
        }
    }

    private ScanOutcome execute(Ec2Search search) {
        ScanOutcome outcome;
        try {
            outcome = search.execute();
        } catch (RuntimeException e) {
            if (clients.isClosed()) {
                return search.endedBy(CLOSED);
            }
            throw e;
        }
        return outcome.failure() != null && clients.isClosed() ? search.endedBy(CLOSED) : outcome;
    }

    /** Closes the clients. A scan that is going on ends, and a later one does not begin: both say that they were stopped. */
    @Override
    public void close() {
        clients.close();
        closeCredentials.run();
    }
}
