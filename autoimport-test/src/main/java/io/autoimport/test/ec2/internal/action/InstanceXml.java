package io.autoimport.test.ec2.internal.action;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedInstance;
import javax.xml.stream.XMLStreamException;

/**
 * Writes an instance as fully as EC2 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance</a>
 */
final class InstanceXml {

    private final SimulatedInstance instance;
    private final InstanceDetails details;
    private final InstanceState state;
    private final String launchTime;

    private InstanceXml(SimulatedInstance instance, InstanceState state) {
        this.instance = instance;
        this.details = new InstanceDetails(instance);
        this.state = state;
        this.launchTime = XmlWriter.time(instance.launchTime());
    }

    static void write(XmlWriter xml, SimulatedInstance instance) throws XMLStreamException {
        write(xml, instance, instance.state());
    }

    /** Writes it in a state that is not its own: EC2 answers a launch while the instance is yet pending. */
    static void write(XmlWriter xml, SimulatedInstance instance, InstanceState state) throws XMLStreamException {
        new InstanceXml(instance, state).write(xml);
    }

    private void write(XmlWriter xml) throws XMLStreamException {
        writeIdentity(xml);
        writePlacement(xml);
        writeNetworkAddresses(xml);
        writeHardware(xml);
        xml.text("clientToken", details.clientToken()).tags(instance.tags()).text("hypervisor", "xen");
        if (details.isTerminated()) {
            xml.empty("networkInterfaceSet");
        } else {
            NetworkInterfaceXml.write(xml, details, launchTime);
        }
        writeOptions(xml);
    }

    private void writeIdentity(XmlWriter xml) throws XMLStreamException {
        xml.text("instanceId", instance.id())
                .text("imageId", instance.imageId())
                .state("instanceState", state)
                .text("privateDnsName", details.privateDnsName())
                .text("dnsName", details.publicDnsName())
                .text("reason", reason())
                .text("keyName", InstanceDetails.KEY_NAME)
                .number("amiLaunchIndex", instance.launchIndex())
                .empty("productCodes")
                .text("instanceType", instance.type())
                .text("launchTime", launchTime);
    }

    private String reason() {
        return switch (instance.state()) {
            case STOPPED, TERMINATED -> "User initiated (" + XmlWriter.time(instance.stateChangedAt()) + ")";
            default -> "";
        };
    }

    private void writePlacement(XmlWriter xml) throws XMLStreamException {
        xml.element(
                        "placement",
                        placement -> placement
                                .text("availabilityZone", instance.availabilityZone())
                                .text("availabilityZoneId", details.zoneId())
                                .text("groupName", "")
                                .text("tenancy", "default"))
                .element("monitoring", monitoring -> monitoring.text("state", "disabled"));
    }

    private void writeNetworkAddresses(XmlWriter xml) throws XMLStreamException {
        xml.text("subnetId", details.subnetId())
                .text("vpcId", details.vpcId())
                .text("privateIpAddress", instance.privateIp())
                .text("ipAddress", instance.publicIp());
        if (!details.isTerminated()) {
            xml.flag("sourceDestCheck", true);
        }
        NetworkInterfaceXml.writeGroups(xml, details);
        if (!reason().isEmpty()) {
            xml.element(
                    "stateReason",
                    reason -> reason.text("code", "Client.UserInitiatedShutdown")
                            .text("message", "Client.UserInitiatedShutdown: User initiated shutdown"));
        }
    }

    private void writeHardware(XmlWriter xml) throws XMLStreamException {
        xml.text("architecture", "x86_64").text("rootDeviceType", "ebs").text("rootDeviceName", "/dev/xvda");
        if (details.isTerminated()) {
            xml.empty("blockDeviceMapping");
        } else {
            xml.listOf(
                    "blockDeviceMapping",
                    device -> device.text("deviceName", "/dev/xvda")
                            .element(
                                    "ebs",
                                    ebs -> ebs.text("volumeId", details.volumeId())
                                            .text("status", "attached")
                                            .text("attachTime", launchTime)
                                            .flag("deleteOnTermination", true)));
        }
        xml.text("virtualizationType", "hvm");
    }

    private void writeOptions(XmlWriter xml) throws XMLStreamException {
        if (!details.isTerminated()) {
            xml.element(
                    "iamInstanceProfile",
                    profile -> profile.text("arn", details.profileArn()).text("id", details.profileId()));
        }
        xml.flag("ebsOptimized", true)
                .flag("enaSupport", true)
                .element("cpuOptions", cpu -> cpu.number("coreCount", 4).number("threadsPerCore", 2))
                .element(
                        "capacityReservationSpecification",
                        capacity -> capacity.text("capacityReservationPreference", "open"))
                .element("hibernationOptions", hibernation -> hibernation.flag("configured", false))
                .element("metadataOptions", this::writeMetadataOptions)
                .element("enclaveOptions", enclave -> enclave.flag("enabled", false))
                .text("bootMode", "uefi-preferred")
                .text("platformDetails", "Linux/UNIX")
                .text("usageOperation", "RunInstances")
                .text("usageOperationUpdateTime", launchTime)
                .element(
                        "privateDnsNameOptions",
                        dns -> dns.text("hostnameType", "ip-name")
                                .flag("enableResourceNameDnsARecord", true)
                                .flag("enableResourceNameDnsAAAARecord", false))
                .element(
                        "maintenanceOptions",
                        maintenance ->
                                maintenance.text("autoRecovery", "default").text("rebootMigration", "default"))
                .text("currentInstanceBootMode", "uefi")
                .element("networkPerformanceOptions", network -> network.text("bandwidthWeighting", "default"))
                .element("operator", operator -> operator.flag("managed", false));
    }

    private void writeMetadataOptions(XmlWriter options) throws XMLStreamException {
        options.text("state", "applied")
                .text("httpTokens", "required")
                .number("httpPutResponseHopLimit", 2)
                .text("httpEndpoint", "enabled")
                .text("httpProtocolIpv6", "disabled")
                .text("instanceMetadataTags", "disabled");
    }
}
