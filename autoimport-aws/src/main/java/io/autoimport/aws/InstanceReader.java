package io.autoimport.aws;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads our instances from the SDK's. */
final class InstanceReader {

    private final String region;
    private final Function<String, @Nullable Image> images;
    private int unreadable;

    InstanceReader(String region, Function<String, @Nullable Image> images) {
        this.region = region;
        this.images = images;
    }

    /** The id of one instance for each image of a page. */
    static Map<String, String> anInstanceOfEachImage(List<Reservation> page) {
        Map<String, String> instanceByImage = new HashMap<>();
        page.stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance ->
                        Ec2Text.isImageId(instance.imageId()) && Ec2Text.isInstanceId(instance.instanceId()))
                .forEach(instance -> instanceByImage.put(instance.imageId(), instance.instanceId()));
        return instanceByImage;
    }

    List<Instance> read(List<Reservation> page) {
        List<Instance> instances = new ArrayList<>();
        for (Reservation reservation : page) {
            for (software.amazon.awssdk.services.ec2.model.Instance instance : reservation.instances()) {
                @Nullable Instance converted = convert(instance, reservation.ownerId());
                if (converted == null) {
                    unreadable++;
                } else {
                    instances.add(converted);
                }
            }
        }
        return instances;
    }

    /** How many instances lacked what makes one. */
    int unreadable() {
        return unreadable;
    }

    private @Nullable Instance convert(
            software.amazon.awssdk.services.ec2.model.Instance instance, @Nullable String account) {
        @Nullable InstanceState state = stateOf(instance);
        if (state == null || !Ec2Text.isInstanceId(instance.instanceId()) || !Ec2Text.isImageId(instance.imageId())) {
            return null;
        }
        @Nullable Image image = images.apply(instance.imageId());
        return new Instance(
                instance.instanceId(),
                region,
                Ec2Text.shortenedOrNull(account),
                image == null ? Image.ofId(instance.imageId()) : image,
                state,
                instance.instanceTypeAsString() == null ? "" : Ec2Text.shortened(instance.instanceTypeAsString()),
                instance.launchTime(),
                Ec2Text.shortenedOrNull(instance.privateIpAddress()),
                Ec2Text.shortenedOrNull(instance.publicIpAddress()),
                tagsOf(instance.tags()));
    }

    private static @Nullable InstanceState stateOf(software.amazon.awssdk.services.ec2.model.Instance instance) {
        if (instance.state() == null || instance.state().nameAsString() == null) {
            return null;
        }
        try {
            return InstanceState.ofCode(instance.state().nameAsString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, String> tagsOf(List<Tag> tags) {
        Map<String, String> byKey = new HashMap<>();
        for (Tag tag : tags) {
            if (Ec2Text.isTagKey(tag.key())) {
                byKey.put(tag.key(), tag.value() == null ? "" : Ec2Text.shortened(tag.value()));
            }
        }
        return byKey;
    }
}
