package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedImage;

/** Deregisters an image of the caller's. */
final class DeregisterImage implements Action {

    @Override
    public XmlWriter.Content perform(Call call) {
        String id = call.parameters().required("ImageId");
        SimulatedImage image = ImageIds.find(call, id);
        if (image.deregistered()) {
            throw ApiException.badRequest(
                    "InvalidAMIID.Unavailable", "The image ID '" + id + "' is no longer available");
        }
        if (!image.ownerId().equals(call.accountId())) {
            throw new ApiException(403, "AuthFailure", "Not authorized for image:" + id);
        }
        call.endIfDryRun();
        call.images().change(id, SimulatedImage::asDeregistered);
        return xml -> xml.flag("return", true);
    }
}
