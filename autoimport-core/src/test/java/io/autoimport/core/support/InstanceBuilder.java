package io.autoimport.core.support;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An instance with sensible values for whatever a test does not care about. */
public final class InstanceBuilder {

    private String id = "i-0123456789abcdef0";
    private String region = "us-east-1";
    private Image image =
            new Image("ami-1", "CML-2.7.0-prod", "a lab", Instant.parse("2026-01-01T00:00:00Z"), "123456789012", null);
    private InstanceState state = InstanceState.RUNNING;
    private @Nullable String account;
    private @Nullable String publicIp;
    private String type = "c5.2xlarge";
    private final Map<String, String> tags = new HashMap<>();

    private InstanceBuilder() {}

    public static InstanceBuilder anInstance() {
        return new InstanceBuilder();
    }

    public static Instance anInstance(String id) {
        return anInstance().id(id).build();
    }

    /** Instances {@code i-<from>} up to, and not including, {@code i-<to>}. */
    public static List<Instance> instances(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> anInstance("i-" + i)).toList();
    }

    public InstanceBuilder id(String id) {
        this.id = id;
        return this;
    }

    public InstanceBuilder in(String region) {
        this.region = region;
        return this;
    }

    public InstanceBuilder of(Image image) {
        this.image = image;
        return this;
    }

    public InstanceBuilder of(String imageId, String imageName) {
        return of(new Image(imageId, imageName, null, null, null, null));
    }

    public InstanceBuilder in(InstanceState state) {
        this.state = state;
        return this;
    }

    public InstanceBuilder running() {
        return in(InstanceState.RUNNING);
    }

    public InstanceBuilder terminated() {
        return in(InstanceState.TERMINATED);
    }

    public InstanceBuilder inAccount(@Nullable String account) {
        this.account = account;
        return this;
    }

    public InstanceBuilder at(String publicIp) {
        this.publicIp = publicIp;
        return this;
    }

    public InstanceBuilder ofType(String type) {
        this.type = type;
        return this;
    }

    public InstanceBuilder tagged(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public Instance build() {
        return new Instance(id, region, account, image, state, type, null, "10.0.0.1", publicIp, tags);
    }
}
