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

/** Makes instances of what was reported. */
final class InstanceReader {

    private final String region;
    private final Function<String, @Nullable Image> images;
    private int unreadable;

    InstanceReader(String region, Function<String, @Nullable Image> images) {
        this.region = region;
        this.images = images;
    }

    /** The id of one instance for each image of a page. */
    static Map<String, String> anInstanceOfEachImage(List<ReportedReservation> page) {
        Map<String, String> instanceByImage = new HashMap<>();
        page.stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> Ec2Text.isImageId(instance.imageId()) && Ec2Text.isInstanceId(instance.id()))
                .forEach(instance -> instanceByImage.put(instance.imageId(), instance.id()));
        return instanceByImage;
    }

    List<Instance> read(List<ReportedReservation> page) {
        List<Instance> instances = new ArrayList<>();
        for (ReportedReservation reservation : page) {
            for (ReportedInstance instance : reservation.instances()) {
                @Nullable Instance converted = convert(instance, reservation.owner());
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

    private @Nullable Instance convert(ReportedInstance instance, @Nullable String account) {
        @Nullable InstanceState state = stateOf(instance.state());
        @Nullable String id = instance.id();
        @Nullable String imageId = instance.imageId();
        if (state == null
                || id == null
                || imageId == null
                || !Ec2Text.isInstanceId(id)
                || !Ec2Text.isImageId(imageId)) {
            return null;
        }
        @Nullable Image image = images.apply(imageId);
        return new Instance(
                id,
                region,
                Ec2Text.shortenedOrNull(account),
                image == null ? Image.ofId(imageId) : image,
                state,
                instance.type() == null ? "" : Ec2Text.shortened(instance.type()),
                instance.launchTime(),
                Ec2Text.shortenedOrNull(instance.privateIp()),
                Ec2Text.shortenedOrNull(instance.publicIp()),
                tagsOf(instance.tags()));
    }

    private static @Nullable InstanceState stateOf(@Nullable String code) {
        try {
            return code == null ? null : InstanceState.ofCode(code);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, String> tagsOf(Map<String, String> reported) {
        Map<String, String> tags = new HashMap<>();
        reported.forEach((key, value) -> {
            if (Ec2Text.isTagKey(key)) {
                tags.put(key, Ec2Text.shortened(value));
            }
        });
        return tags;
    }
}
