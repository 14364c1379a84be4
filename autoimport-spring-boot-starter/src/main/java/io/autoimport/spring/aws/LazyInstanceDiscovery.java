package io.autoimport.spring.aws;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the real discovery when it is first asked, so that until then no class of the AWS SDK is loaded. Once closed, it
 * makes none.
 */
final class LazyInstanceDiscovery implements InstanceDiscovery, AutoCloseable {

    private static final InstanceDiscovery NEVER_OPENED = new ClosedInstanceDiscovery();

    private final Supplier<Ec2InstanceDiscovery> factory;
    private @Nullable Ec2InstanceDiscovery delegate;
    private boolean closed;

    LazyInstanceDiscovery(Supplier<Ec2InstanceDiscovery> factory) {
        this.factory = factory;
    }

    @Override
    public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
        return delegate().scan(target, pages);
    }

    @Override
    public ScanOutcome scanLaunched(ImportTarget target, Instant from, Instant to, PageConsumer pages) {
        return delegate().scanLaunched(target, from, to, pages);
    }

    @Override
    public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
        return delegate().lookUp(target, instanceIds, pages);
    }

    @Override
    public PermissionReport checkPermissions(ImportTarget target) {
        return delegate().checkPermissions(target);
    }

    private synchronized InstanceDiscovery delegate() {
        if (delegate == null) {
            if (closed) {
                return NEVER_OPENED;
            }
            delegate = factory.get();
        }
        return delegate;
    }

    /** Closes the real discovery, if there is one. It is kept: to whoever asks it still, it says that it was stopped. */
    @Override
    public synchronized void close() {
        if (delegate != null && !closed) {
            delegate.close();
        }
        closed = true;
    }

    /** Says what a closed {@link Ec2InstanceDiscovery} says, and that without the AWS SDK. */
    private static final class ClosedInstanceDiscovery implements InstanceDiscovery {

        private static final Failure CLOSED = new Failure(
                FailureCause.STOPPED, null, "the EC2 clients were closed while the application ended", null);

        @Override
        public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
            return ScanOutcome.failed(CLOSED, false, 0);
        }

        @Override
        public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
            return ScanOutcome.failed(CLOSED, false, 0);
        }
    }
}
