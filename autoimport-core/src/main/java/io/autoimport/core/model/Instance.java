package io.autoimport.core.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 instance as AWS reports it.
 *
 * @param id the id, for example {@code i-0abcdef1234567890}
 * @param region the region in which it was found, for example {@code us-east-1}
 * @param account the AWS account that owns it, or null if unknown
 * @param image the AMI that it was launched from
 * @param state its state at the time of the scan
 * @param type the instance type, for example {@code c5.2xlarge}
 * @param launchTime when it was last launched or started, or null if not reported
 * @param privateIp its private IPv4 address, or null if it has none
 * @param publicIp its public IPv4 address, or null if it has none
 * @param tags its tags; values may be empty
 */
public record Instance(
        String id,
        String region,
        @Nullable String account,
        Image image,
        InstanceState state,
        String type,
        @Nullable Instant launchTime,
        @Nullable String privateIp,
        @Nullable String publicIp,
        Map<String, String> tags) {

    /** The key of the tag that the AWS console shows as the name of an instance. */
    public static final String NAME_TAG = "Name";

    /**
     * Checks and copies. Cuts the launch time to milliseconds, which is what EC2 tells and every store keeps.
     *
     * @throws IllegalArgumentException if the id or the region is blank
     */
    public Instance {
        Text.required(id, "An instance id");
        Text.required(region, "The region of instance " + id);
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(type, "type");
        launchTime = launchTime == null ? null : launchTime.truncatedTo(ChronoUnit.MILLIS);
        tags = Map.copyOf(tags);
    }
}
