package io.autoimport.aws;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Objection;
import io.autoimport.core.model.Objection.Rule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceImageMetadataRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceImageMetadataResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ImageMetadata;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;

/**
 * Asks EC2 for what it remembers of the AMIs of instances, even if they were deregistered, disabled or made private.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html">
 *     DescribeInstanceImageMetadata</a>
 */
final class ImageMetadataSearch {

    /** The largest page that DescribeInstanceImageMetadata gives. */
    private static final int MAX_RESULTS = 1_000;

    private final Ec2Client client;
    private final ApiCalls calls;

    ImageMetadataSearch(Ec2Client client, ApiCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** The images of these instances, as far as they are remembered, by id. */
    Map<String, Image> ofInstances(Collection<String> instanceIds) {
        Map<String, Image> images = new HashMap<>();
        for (List<String> chunk : Ec2Filters.chunks(instanceIds, List.of())) {
            forEach(List.of(Ec2Filters.of("instance-id", chunk)), launched -> {
                @Nullable Image image = imageOf(launched);
                if (image != null) {
                    images.put(image.id(), image);
                }
            });
        }
        return images;
    }

    /** The images of instances that these filters let pass, as far as a target's rules on images do, by id. */
    Map<String, Image> matching(ImportTarget target, List<Filter> filters) {
        Map<String, Image> matching = new HashMap<>();
        Set<String> decided = new HashSet<>();
        forEach(filters, launched -> {
            @Nullable Image image = imageOf(launched);
            if (image != null && decided.add(image.id()) && isLetIn(target, image, launched.ownerId())) {
                matching.put(image.id(), image);
            }
        });
        return matching;
    }

    /** By the rules themselves: what a name matches and whose an image may be must not be decided in two ways. */
    private static boolean isLetIn(ImportTarget target, Image image, @Nullable String account) {
        Instance launched = new Instance(
                "any", target.region(), account, image, InstanceState.RUNNING, "", null, null, null, Map.of());
        return target.source().objectionsTo(launched).stream()
                .map(Objection::rule)
                .noneMatch(rule -> rule == Rule.CRITERION || rule == Rule.IMAGE_OWNER);
    }

    private void forEach(List<Filter> filters, Consumer<InstanceImageMetadata> action) {
        PageTokens tokens = new PageTokens("DescribeInstanceImageMetadata");
        do {
            DescribeInstanceImageMetadataResponse response =
                    client.describeInstanceImageMetadata(request(filters, tokens.next()));
            response.instanceImageMetadata().forEach(action);
            tokens.received(response.nextToken());
        } while (tokens.hasNext());
    }

    private DescribeInstanceImageMetadataRequest request(List<Filter> filters, @Nullable String token) {
        return DescribeInstanceImageMetadataRequest.builder()
                .filters(filters)
                .maxResults(MAX_RESULTS)
                .nextToken(token)
                .overrideConfiguration(c -> c.putExecutionAttribute(CallCounter.CALLS, calls))
                .build();
    }

    private static @Nullable Image imageOf(InstanceImageMetadata launched) {
        @Nullable ImageMetadata image = launched.imageMetadata();
        if (image == null || !Ec2Text.isImageId(image.imageId())) {
            return null;
        }
        return new Image(
                image.imageId(),
                Ec2Text.shortenedOrNull(image.name()),
                null,
                ImageSearch.instantOrNull(image.creationDate()),
                Ec2Text.shortenedOrNull(image.ownerId()),
                Ec2Text.shortenedOrNull(image.imageOwnerAlias()));
    }
}
