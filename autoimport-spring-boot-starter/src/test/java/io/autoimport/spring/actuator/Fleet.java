package io.autoimport.spring.actuator;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.PermissionReport;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.spring.support.SimulatedHost;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A few instances, all of the same AMI, and a failure on request. */
final class Fleet implements InstanceDiscovery {

    private final List<Instance> instances = new ArrayList<>();
    private @Nullable Failure failure;

    Fleet launch(String id, InstanceState state) {
        Image image = new Image("ami-1", "CML-2.7.0-a", null, null, "111122223333", null);
        instances.add(new Instance(
                id, "us-east-1", "111122223333", image, state, "c5.large", null, "10.0.0.1", null, Map.of()));
        return this;
    }

    /** A host that imports this fleet, without a database, by a clock of the test's. */
    ApplicationContextRunner host(Clock clock) {
        return new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .withConfiguration(SimulatedHost.AUTO_CONFIGURATIONS)
                .withBean(InstanceDiscovery.class, () -> this)
                .withBean(Clock.class, () -> clock)
                .withPropertyValues(
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.interval=1h",
                        "auto-import.workers.ami-name=CML-2.7.0-*");
    }

    void deny() {
        failure = new Failure(FailureCause.PERMISSION, "UnauthorizedOperation", "not allowed", "req-1");
    }

    void allow() {
        failure = null;
    }

    @Override
    public PermissionReport checkPermissions(ImportTarget target) {
        PermissionCheck check = failure == null
                ? PermissionCheck.allowed(target, "ec2:DescribeInstances")
                : PermissionCheck.failed(target, "ec2:DescribeInstances", failure);
        return new PermissionReport(List.of(check), 1, 0);
    }

    @Override
    public ScanOutcome scan(ImportTarget target, PageConsumer pages) {
        return answer(instances, pages);
    }

    @Override
    public ScanOutcome lookUp(ImportTarget target, Set<String> instanceIds, PageConsumer pages) {
        return answer(
                instances.stream()
                        .filter(instance -> instanceIds.contains(instance.id()))
                        .toList(),
                pages);
    }

    private ScanOutcome answer(List<Instance> page, PageConsumer pages) {
        if (failure != null) {
            return ScanOutcome.failed(failure, false, 1);
        }
        pages.accept(page);
        return ScanOutcome.complete(1);
    }
}
