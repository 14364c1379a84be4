package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.ImageCatalog;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what instances were launched from, even if the image is gone or not the caller's to see. Cannot filter by the
 * image's name or id.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html">
 *     DescribeInstanceImageMetadata</a>
 */
final class DescribeInstanceImageMetadata implements Action {

    private final InstancePaging paging;

    DescribeInstanceImageMetadata(InstancePaging paging) {
        this.paging = paging;
    }

    private record Launched(
            SimulatedInstance instance, @Nullable SimulatedImage image) {}

    private static final FilterTable<Launched> TABLE = new FilterTable<Launched>(
                    launched -> launched.instance().tags())
            .with("availability-zone", launched -> launched.instance().availabilityZone())
            .with("image-allowed", launched -> "true")
            .with("instance-id", launched -> launched.instance().id())
            .with("instance-state-name", launched -> launched.instance().state().code())
            .with("instance-type", launched -> launched.instance().type())
            .with("launch-time", launched -> XmlWriter.time(launched.instance().launchTime()))
            .with(
                    "owner-alias",
                    launched ->
                            launched.image() == null ? null : launched.image().ownerAlias())
            .with(
                    "owner-id",
                    launched ->
                            launched.image() == null ? null : launched.image().ownerId())
            .with("zone-id", launched -> new InstanceDetails(launched.instance()).zoneId());

    @Override
    public XmlWriter.Content perform(Call call) {
        Filters<Launched> filters = new Filters<>(call.parameters(), TABLE);
        ImageCatalog images = call.images();
        Paging.Answer<SimulatedInstance> page =
                paging.page(call, imageId -> true, instance -> filters.match(launched(images, instance)));
        return xml -> {
            xml.list(
                    "instanceImageMetadataSet",
                    page.items(),
                    (item, instance) -> write(item, launched(images, instance)));
            page.writeNextToken(xml);
        };
    }

    private static Launched launched(ImageCatalog images, SimulatedInstance instance) {
        return new Launched(instance, images.find(instance.imageId()).orElse(null));
    }

    private static void write(XmlWriter xml, Launched launched) throws XMLStreamException {
        SimulatedInstance instance = launched.instance();
        xml.text("instanceId", instance.id())
                .text("instanceType", instance.type())
                .text("launchTime", XmlWriter.time(instance.launchTime()))
                .text("availabilityZone", instance.availabilityZone())
                .text("zoneId", new InstanceDetails(instance).zoneId())
                .state("instanceState", instance.state())
                .text("instanceOwnerId", instance.accountId())
                .tags(instance.tags());
        SimulatedImage image = launched.image();
        if (image == null) {
            xml.element("imageMetadata", metadata -> metadata.text("imageId", instance.imageId()));
        } else {
            xml.element("imageMetadata", metadata -> writeImage(metadata, image));
        }
        xml.element("operator", operator -> operator.flag("managed", false));
    }

    private static void writeImage(XmlWriter xml, SimulatedImage image) throws XMLStreamException {
        xml.text("imageId", image.id())
                .text("name", image.name())
                .text("imageOwnerId", image.ownerId())
                .text("imageState", ImageXml.stateOf(image))
                .text("imageOwnerAlias", image.ownerAlias())
                .text("creationDate", XmlWriter.time(image.creationDate()))
                .text("deprecationTime", ImageXml.deprecationTimeOf(image))
                .flag("imageAllowed", true)
                .flag("isPublic", image.isPublic());
    }
}
