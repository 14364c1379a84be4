package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedInstance;

/**
 * The filters of {@code DescribeInstances}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html">DescribeInstances</a>
 */
final class InstanceFilters {

    static final String IMAGE_ID = "image-id";

    private InstanceFilters() {}

    static FilterTable<SimulatedInstance> table() {
        return new FilterTable<>(SimulatedInstance::tags)
                .with("architecture", instance -> "x86_64")
                .with("availability-zone", SimulatedInstance::availabilityZone)
                .with("dns-name", instance -> new InstanceDetails(instance).publicDnsName())
                .with("hypervisor", instance -> "xen")
                .with(IMAGE_ID, SimulatedInstance::imageId)
                .with("instance-id", SimulatedInstance::id)
                .with(
                        "instance-state-code",
                        instance -> Integer.toString(instance.state().number()))
                .with("instance-state-name", instance -> instance.state().code())
                .with("instance-type", SimulatedInstance::type)
                .with("ip-address", SimulatedInstance::publicIp)
                .with("key-name", instance -> InstanceDetails.KEY_NAME)
                .with("launch-index", instance -> Integer.toString(instance.launchIndex()))
                .with("launch-time", instance -> XmlWriter.time(instance.launchTime()))
                .with("owner-id", SimulatedInstance::accountId)
                .with("private-dns-name", instance -> new InstanceDetails(instance).privateDnsName())
                .with("private-ip-address", SimulatedInstance::privateIp)
                .with("reservation-id", SimulatedInstance::reservationId)
                .with("root-device-type", instance -> "ebs")
                .with("subnet-id", instance -> new InstanceDetails(instance).subnetId())
                .with("tenancy", instance -> "default")
                .with("virtualization-type", instance -> "hvm")
                .with("vpc-id", instance -> new InstanceDetails(instance).vpcId());
    }
}
