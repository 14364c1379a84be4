package io.autoimport.test.ec2.internal.action;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.LaunchOptions;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;

/** Launches instances, once per client token. */
final class RunInstances implements Action {

    private static final int MOST = 1000;
    private static final String DEFAULT_TYPE = "m1.small";

    @Override
    public XmlWriter.Content perform(Call call) {
        Parameters parameters = call.parameters();
        String imageId = parameters.required("ImageId");
        int count = count(parameters);
        SimulatedImage image = ImageIds.find(call, imageId);
        if (image.deregistered()) {
            throw ApiException.badRequest(
                    "InvalidAMIID.Unavailable", "The image ID '" + imageId + "' is no longer available");
        }
        LaunchOptions options = options(parameters);
        call.endIfDryRun();
        String token = parameters.text("ClientToken");
        LaunchOptions.Launch launch = options.toLaunch(call.now());
        List<SimulatedInstance> instances = token.isEmpty()
                ? call.instances().launch(imageId, count, launch)
                : call.instances().launchOnce(token, imageId, count, launch);
        return xml -> xml.text("reservationId", instances.get(0).reservationId())
                .text("ownerId", call.accountId())
                .empty("groupSet")
                .list(
                        "instancesSet",
                        instances,
                        (item, instance) -> InstanceXml.write(item, instance, InstanceState.PENDING));
    }

    private static int count(Parameters parameters) {
        parameters.required("MinCount");
        parameters.required("MaxCount");
        int least = parameters.number("MinCount").orElse(0);
        int most = parameters.number("MaxCount").orElse(0);
        if (least < 1 || least > most) {
            throw ApiException.invalidValue(
                    "MinCount (" + least + ") must be at least 1 and at most MaxCount (" + most + ")");
        }
        if (least > MOST) {
            throw ApiException.badRequest(
                    "InstanceLimitExceeded",
                    "You have requested more instances (" + least + ") than your limit of " + MOST);
        }
        return Math.min(most, MOST);
    }

    private static LaunchOptions options(Parameters parameters) {
        String type = parameters.text("InstanceType");
        LaunchOptions options = new LaunchOptions().type(type.isEmpty() ? DEFAULT_TYPE : type);
        String zone = parameters.text("Placement.AvailabilityZone");
        if (!zone.isEmpty()) {
            options.availabilityZone(zone);
        }
        for (Parameters specification : parameters.items("TagSpecification")) {
            if (specification.text("ResourceType").equals("instance")) {
                TagParameters.read(specification).forEach(options::tag);
            }
        }
        return options;
    }
}
