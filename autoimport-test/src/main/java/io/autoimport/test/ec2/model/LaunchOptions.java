package io.autoimport.test.ec2.model;

import io.autoimport.core.model.InstanceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What launched instances are to be like, beside their image. Not thread-safe. */
public final class LaunchOptions {

    /** Within the value of a tag, this stands for the number of the instance within its launch, from zero. */
    public static final String INDEX = "{index}";

    private String type = "c5.2xlarge";
    private InstanceState state = InstanceState.RUNNING;
    private @Nullable Instant launchTime;
    private @Nullable String availabilityZone;
    private boolean publicIp = true;
    private final Map<String, String> tags = new LinkedHashMap<>();

    /** The defaults: running {@code c5.2xlarge} without tags, with a public address, launched now. */
    public LaunchOptions() {}

    /**
     * Says which instance type.
     *
     * @param instanceType for example {@code m7i.large}
     * @return this
     */
    public LaunchOptions type(String instanceType) {
        this.type = instanceType;
        return this;
    }

    /**
     * Says in which state they are from the beginning.
     *
     * @param initialState the state
     * @return this
     */
    public LaunchOptions state(InstanceState initialState) {
        this.state = initialState;
        return this;
    }

    /**
     * Says when they were launched; otherwise: now, by the simulator's clock.
     *
     * @param time the time, exact to the second as in EC2
     * @return this
     */
    public LaunchOptions launchTime(Instant time) {
        this.launchTime = time;
        return this;
    }

    /**
     * Says in which zone; otherwise they are spread over three.
     *
     * @param zone for example {@code us-east-1b}
     * @return this
     */
    public LaunchOptions availabilityZone(String zone) {
        this.availabilityZone = zone;
        return this;
    }

    /**
     * Leaves them without a public address.
     *
     * @return this
     */
    public LaunchOptions withoutPublicIp() {
        this.publicIp = false;
        return this;
    }

    /**
     * Adds a tag.
     *
     * @param key the key
     * @param value the value, may be empty; {@value #INDEX} within it stands for the number of the instance
     * @return this
     */
    public LaunchOptions tag(String key, String value) {
        this.tags.put(key, value);
        return this;
    }

    /**
     * Fixes the options for a launch.
     *
     * @param now the time by the simulator's clock
     * @return the options as they are now
     */
    public Launch toLaunch(Instant now) {
        return new Launch(
                type,
                state,
                Objects.requireNonNullElse(launchTime, now),
                now,
                availabilityZone,
                publicIp,
                Map.copyOf(tags));
    }

    /**
     * The options of one launch.
     *
     * @param type the instance type
     * @param state the state from the beginning
     * @param launchTime when the instances were launched
     * @param createdAt when they came into being by the simulator's clock
     * @param availabilityZone the zone, or null to spread them
     * @param publicIp whether they have public addresses
     * @param tags their tags
     */
    public record Launch(
            String type,
            InstanceState state,
            Instant launchTime,
            Instant createdAt,
            @Nullable String availabilityZone,
            boolean publicIp,
            Map<String, String> tags) {}
}
