package io.autoimport.test.ec2.internal.state;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.model.LaunchOptions;
import io.autoimport.test.ec2.model.LaunchOptions.Launch;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the instances of an account in a region: always the same one for the same place. */
final class InstanceFactory {

    private static final String ZONES = "abc";

    private final Ids ids;
    private final int scope;
    private final String accountId;
    private final String region;

    InstanceFactory(Ids ids, int scope, String accountId, String region) {
        this.ids = ids;
        this.scope = scope;
        this.accountId = accountId;
        this.region = region;
    }

    String idOf(int group, int index) {
        return ids.instance(new Ids.Place(scope, group, index));
    }

    Ids.Place placeOf(String instanceId) {
        return ids.placeOf(instanceId);
    }

    boolean isOurs(Ids.Place place) {
        return place.scope() == scope;
    }

    String reservationId(int group, int index) {
        return ids.derived("r-", accountId + region + group + "/" + index);
    }

    SimulatedInstance make(int group, int index, String reservationId, int launchIndex, String imageId, Launch launch) {
        String id = idOf(group, index);
        InstanceState state = launch.state();
        SimulatedInstance instance = new SimulatedInstance(
                id,
                reservationId,
                launchIndex,
                accountId,
                region,
                Objects.requireNonNullElseGet(launch.availabilityZone(), () -> zoneOf(id)),
                imageId,
                launch.type(),
                InstanceState.RUNNING,
                launch.launchTime().truncatedTo(ChronoUnit.SECONDS),
                launch.createdAt(),
                launch.createdAt(),
                "10." + address(index + group * 7919),
                launch.publicIp() ? publicIp(id, 0) : null,
                launch.publicIp() ? 1 : 0,
                numbered(launch.tags(), launchIndex));
        return state == InstanceState.RUNNING ? instance : instance.withState(state, launch.createdAt());
    }

    /** The public address that an instance has once started: that which it has, or another than ever if it had any. */
    static @Nullable String publicIpOnStart(SimulatedInstance instance) {
        if (instance.publicIp() != null) {
            return instance.publicIp();
        }
        return instance.publicIpCount() == 0 ? null : publicIp(instance.id(), instance.publicIpCount());
    }

    private static String publicIp(String instanceId, int earlier) {
        return "54." + address((int) Ids.hash(instanceId) + earlier * 7919);
    }

    private String zoneOf(String id) {
        return region + ZONES.charAt((int) Long.remainderUnsigned(Ids.hash(id), ZONES.length()));
    }

    private static String address(int number) {
        return (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    private static Map<String, String> numbered(Map<String, String> tags, int index) {
        if (tags.values().stream().noneMatch(value -> value.contains(LaunchOptions.INDEX))) {
            return tags;
        }
        Map<String, String> numbered = new LinkedHashMap<>();
        tags.forEach((key, value) -> numbered.put(key, value.replace(LaunchOptions.INDEX, Integer.toString(index))));
        return Map.copyOf(numbered);
    }
}
