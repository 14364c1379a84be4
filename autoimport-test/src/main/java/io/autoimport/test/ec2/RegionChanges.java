package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.InstanceTransition;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes what one account has in a region, and the images there, without a request. */
final class RegionChanges {

    private final String accountId;
    private final String region;
    private final Cloud cloud;

    RegionChanges(String accountId, String region, Cloud cloud) {
        this.accountId = accountId;
        this.region = region;
        this.cloud = cloud;
    }

    SimulatedInstance change(String instanceId, UnaryOperator<SimulatedInstance> change) {
        return cloud.region(accountId, region)
                .change(instanceId, change)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Account " + accountId + " has no instance '" + instanceId + "' in " + region));
    }

    SimulatedInstance change(String instanceId, InstanceTransition transition) {
        return change(
                instanceId, instance -> transition.apply(instance, cloud.clock().instant()));
    }

    SimulatedInstance changeTags(String instanceId, Consumer<Map<String, String>> change) {
        return change(instanceId, instance -> {
            Map<String, String> tags = new LinkedHashMap<>(instance.tags());
            change.accept(tags);
            return instance.withTags(tags);
        });
    }

    SimulatedImage changeImage(String imageId, UnaryOperator<SimulatedImage> change) {
        return cloud.images(region)
                .change(imageId, change)
                .orElseThrow(() -> new IllegalArgumentException("There is no image '" + imageId + "' in " + region));
    }
}
