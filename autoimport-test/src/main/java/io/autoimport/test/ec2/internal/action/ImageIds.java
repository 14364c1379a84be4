package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.util.regex.Pattern;

/** The images that a request names by their ids. */
final class ImageIds {

    private static final Pattern ID = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");

    private ImageIds() {}

    /** Finds an image that the caller may know of, deregistered or not. */
    static SimulatedImage find(Call call, String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiException.badRequest("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\"");
        }
        return call.images()
                .find(id)
                .filter(image -> image.isVisibleTo(call.accountId()))
                .orElseThrow(() -> notFound(id));
    }

    static ApiException notFound(String id) {
        return ApiException.badRequest("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
    }
}
