package io.autoimport.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What is read of an instance in an answer, as it stands there. Nothing of it has been checked.
 *
 * @param id the instance id
 * @param imageId the AMI that it was launched from
 * @param state the name of its state
 * @param type the instance type
 * @param launchTime when it was last launched or started
 * @param privateIp its private IPv4 address
 * @param publicIp its public IPv4 address
 * @param tags its tags, without those that have no key
 */
record ReportedInstance(
        @Nullable String id,
        @Nullable String imageId,
        @Nullable String state,
        @Nullable String type,
        @Nullable Instant launchTime,
        @Nullable String privateIp,
        @Nullable String publicIp,
        Map<String, String> tags) {

    static ReportedInstance of(Instance instance) {
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : instance.tags()) {
            if (tag.key() != null) {
                tags.put(tag.key(), tag.value() == null ? "" : tag.value());
            }
        }
        return new ReportedInstance(
                instance.instanceId(),
                instance.imageId(),
                instance.state() == null ? null : instance.state().nameAsString(),
                instance.instanceTypeAsString(),
                instance.launchTime(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                tags);
    }
}
