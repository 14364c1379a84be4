package io.autoimport.spring.aws;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the real discovery when it is first asked, so that until then no class of the AWS SDK is loaded. */
final class LazyInstanceDiscovery implements InstanceDiscovery, AutoCloseable {

    private final Supplier<Ec2InstanceDiscovery> factory;
    private @Nullable Ec2InstanceDiscovery delegate;

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
            delegate = factory.get();
        }
        return delegate;
    }

    @Override
    public synchronized void close() {
        if (delegate != null) {
            delegate.close();
            delegate = null;
        }
    }
}
