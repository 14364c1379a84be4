package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedInstance;
import javax.xml.stream.XMLStreamException;

/** Writes the one network interface of an instance. */
final class NetworkInterfaceXml {

    private NetworkInterfaceXml() {}

    static void write(XmlWriter xml, InstanceDetails details, String attachTime) throws XMLStreamException {
        SimulatedInstance instance = details.instance();
        xml.listOf("networkInterfaceSet", network -> {
            network.text("networkInterfaceId", details.networkInterfaceId())
                    .text("subnetId", details.subnetId())
                    .text("vpcId", details.vpcId())
                    .text("description", "")
                    .text("ownerId", instance.accountId())
                    .text("status", "in-use")
                    .text("macAddress", details.macAddress())
                    .text("privateIpAddress", instance.privateIp())
                    .text("privateDnsName", details.privateDnsName())
                    .flag("sourceDestCheck", true);
            writeGroups(network, details);
            network.element(
                    "attachment",
                    attachment -> attachment
                            .text("attachmentId", details.networkAttachmentId())
                            .number("deviceIndex", 0)
                            .text("status", "attached")
                            .text("attachTime", attachTime)
                            .flag("deleteOnTermination", true)
                            .number("networkCardIndex", 0));
            writeAssociation(network, details);
            network.listOf("privateIpAddressesSet", address -> {
                address.text("privateIpAddress", instance.privateIp())
                        .text("privateDnsName", details.privateDnsName())
                        .flag("primary", true);
                writeAssociation(address, details);
            });
            network.empty("ipv6AddressesSet")
                    .text("interfaceType", "interface")
                    .element("operator", operator -> operator.flag("managed", false));
        });
    }

    static void writeGroups(XmlWriter xml, InstanceDetails details) throws XMLStreamException {
        if (details.isTerminated()) {
            xml.empty("groupSet");
        } else {
            xml.listOf(
                    "groupSet",
                    group -> group.text("groupId", details.securityGroupId())
                            .text("groupName", InstanceDetails.SECURITY_GROUP));
        }
    }

    private static void writeAssociation(XmlWriter xml, InstanceDetails details) throws XMLStreamException {
        String publicIp = details.instance().publicIp();
        if (publicIp != null) {
            xml.element(
                    "association",
                    association -> association
                            .text("publicIp", publicIp)
                            .text("publicDnsName", details.publicDnsName())
                            .text("ipOwnerId", "amazon"));
        }
    }
}
