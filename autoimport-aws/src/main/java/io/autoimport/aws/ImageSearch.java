package io.autoimport.aws;

import io.autoimport.core.model.AmiNamePattern;
import io.autoimport.core.model.Image;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Looks up AMIs with DescribeImages. */
final class ImageSearch {

    /** The largest page that DescribeImages gives. */
    private static final int MAX_RESULTS = 1_000;

    private final Ec2Client client;
    private final ApiCalls calls;

    ImageSearch(Ec2Client client, ApiCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** The images whose whole name matches, by id. No owners means any owner. */
    Map<String, Image> byName(AmiNamePattern pattern, Set<String> owners) {
        Map<String, Image> images = search(Ec2Filters.of("name", List.of(pattern.value())), owners);
        // An endpoint that reads globs more loosely than EC2 must not let strangers in.
        images.values().removeIf(image -> image.name() == null || !pattern.matches(image.name()));
        return images;
    }

    /**
     * The images with these ids, by id; unknown ids are left out. A filter rather than the request's own list of ids:
     * that one fails as a whole for a single unknown id.
     */
    Map<String, Image> byIds(Collection<String> ids, Set<String> owners) {
        Map<String, Image> images = new LinkedHashMap<>();
        for (List<String> chunk : Ec2Filters.chunks(ids, List.of())) {
            images.putAll(search(Ec2Filters.of("image-id", chunk), owners));
        }
        return images;
    }

    private Map<String, Image> search(Filter filter, Set<String> owners) {
        Map<String, Image> images = new LinkedHashMap<>();
        PageTokens tokens = new PageTokens("DescribeImages");
        do {
            DescribeImagesResponse response = client.describeImages(request(filter, owners, tokens.next()));
            for (software.amazon.awssdk.services.ec2.model.Image image : response.images()) {
                if (Ec2Text.isImageId(image.imageId())) {
                    images.put(image.imageId(), convert(image));
                }
            }
            tokens.received(response.nextToken());
        } while (tokens.hasNext());
        return images;
    }

    private DescribeImagesRequest request(Filter filter, Set<String> owners, @Nullable String token) {
        DescribeImagesRequest.Builder request = DescribeImagesRequest.builder()
                .filters(filter)
                .includeDeprecated(true)
                .includeDisabled(true)
                .maxResults(MAX_RESULTS)
                .nextToken(token)
                .overrideConfiguration(c -> c.putExecutionAttribute(CallCounter.CALLS, calls));
        if (!owners.isEmpty()) {
            request.owners(new ArrayList<>(owners));
        }
        return request.build();
    }

    private static Image convert(software.amazon.awssdk.services.ec2.model.Image image) {
        return new Image(
                image.imageId(),
                Ec2Text.shortenedOrNull(image.name()),
                Ec2Text.shortenedOrNull(image.description()),
                instantOrNull(image.creationDate()),
                Ec2Text.shortenedOrNull(image.ownerId()),
                Ec2Text.shortenedOrNull(image.imageOwnerAlias()));
    }

    static @Nullable Instant instantOrNull(@Nullable String date) {
        try {
            return date == null ? null : Instant.parse(date);
        } catch (DateTimeException e) {
            return null; // worth less than the instance that would be lost with it
        }
    }
}
