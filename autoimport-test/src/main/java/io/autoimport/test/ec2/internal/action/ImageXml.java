package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.Ids;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.time.Instant;
import java.util.HexFormat;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image as fully as EC2 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html">Image</a>
 */
final class ImageXml {

    private ImageXml() {}

    static String stateOf(SimulatedImage image) {
        return image.deregistered() ? "deregistered" : "available";
    }

    static @Nullable String deprecationTimeOf(SimulatedImage image) {
        Instant time = image.deprecationTime();
        return time == null ? null : XmlWriter.time(time);
    }

    static void write(XmlWriter xml, SimulatedImage image) throws XMLStreamException {
        xml.text("imageId", image.id())
                .text("imageLocation", image.ownerId() + "/" + image.name())
                .text("imageState", stateOf(image))
                .text("imageOwnerId", image.ownerId())
                .text("creationDate", XmlWriter.time(image.creationDate()))
                .flag("isPublic", image.isPublic())
                .text("architecture", "x86_64")
                .text("imageType", "machine")
                .text("imageOwnerAlias", image.ownerAlias())
                .text("name", image.name())
                .text("description", image.description())
                .text("rootDeviceType", "ebs")
                .text("rootDeviceName", "/dev/xvda")
                .listOf(
                        "blockDeviceMapping",
                        device -> device.text("deviceName", "/dev/xvda")
                                .element(
                                        "ebs",
                                        ebs -> ebs.text("snapshotId", snapshotOf(image))
                                                .number("volumeSize", 32)
                                                .flag("deleteOnTermination", true)
                                                .text("volumeType", "gp3")
                                                .number("iops", 3000)
                                                .number("throughput", 125)
                                                .flag("encrypted", false)))
                .text("virtualizationType", "hvm")
                .tags(image.tags())
                .text("hypervisor", "xen")
                .flag("enaSupport", true)
                .text("sriovNetSupport", "simple")
                .text("bootMode", "uefi-preferred")
                .text("platformDetails", "Linux/UNIX")
                .text("usageOperation", "RunInstances")
                .text("deprecationTime", deprecationTimeOf(image))
                .text("imdsSupport", "v2.0")
                .flag("imageAllowed", true)
                .text("deregistrationProtection", "disabled");
    }

    private static String snapshotOf(SimulatedImage image) {
        return "snap-0" + HexFormat.of().toHexDigits(Ids.hash(image.id()));
    }
}
