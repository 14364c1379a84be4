package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

class InstanceContentTest extends SimulatorTest {

    private static final Map<String, String> AWKWARD_TAGS = Map.of(
            "markup", "</value><&>\"'",
            "cdata", "]]>",
            "whitespace", " a\tb\nc\r\nd ",
            "greek", "Ωμέγα",
            "supplementary", "🚀𝄞",
            "empty", "",
            "<key&>", "x");

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");

    @Test
    void theSdkReadsAnInstanceInFull() {
        SimulatedInstance launched = region.launch(
                        image, 1, options -> options.type("m7i.large").availabilityZone("us-east-1b"))
                .get(0);

        Instance read = described().get(0);

        assertThat(read.instanceId()).isEqualTo(launched.id()).matches("i-[0-9a-f]{17}");
        assertThat(read.imageId()).isEqualTo(image.id());
        assertThat(read.state().code()).isEqualTo(16);
        assertThat(read.state().nameAsString()).isEqualTo("running");
        assertThat(read.instanceTypeAsString()).isEqualTo("m7i.large");
        assertThat(read.launchTime()).isEqualTo(ManualClock.START);
        assertThat(read.privateIpAddress()).isEqualTo(launched.privateIp());
        assertThat(read.publicIpAddress()).isEqualTo(launched.publicIp());
        assertThat(read.privateDnsName()).endsWith(".ec2.internal");
        assertThat(read.publicDnsName()).startsWith("ec2-54-").endsWith(".compute-1.amazonaws.com");
        assertThat(read.placement().availabilityZone()).isEqualTo("us-east-1b");
        assertThat(read.placement().availabilityZoneId()).isEqualTo("use1-az2");
        assertThat(read.placement().tenancyAsString()).isEqualTo("default");
        assertThat(read.keyName()).isNotBlank();
        assertThat(read.amiLaunchIndex()).isZero();
        assertThat(read.monitoring().stateAsString()).isEqualTo("disabled");
        assertThat(read.subnetId()).startsWith("subnet-0");
        assertThat(read.vpcId()).startsWith("vpc-0");
        assertThat(read.sourceDestCheck()).isTrue();
        assertThat(read.securityGroups()).hasSize(1);
        assertThat(read.architectureAsString()).isEqualTo("x86_64");
        assertThat(read.rootDeviceTypeAsString()).isEqualTo("ebs");
        assertThat(read.blockDeviceMappings()).singleElement().satisfies(device -> {
            assertThat(device.deviceName()).isEqualTo(read.rootDeviceName());
            assertThat(device.ebs().volumeId()).startsWith("vol-0");
            assertThat(device.ebs().attachTime()).isEqualTo(ManualClock.START);
        });
        assertThat(read.virtualizationTypeAsString()).isEqualTo("hvm");
        assertThat(read.hypervisorAsString()).isEqualTo("xen");
        assertThat(read.iamInstanceProfile().arn()).startsWith("arn:aws:iam::111122223333:instance-profile/");
        assertThat(read.clientToken()).isNotBlank();
    }

    @Test
    void theSdkReadsTheNetworkInterface() {
        region.launch(image);

        Instance read = described().get(0);
        InstanceNetworkInterface network = read.networkInterfaces().get(0);

        assertThat(network.networkInterfaceId()).startsWith("eni-0");
        assertThat(network.macAddress()).matches("02(:[0-9a-f]{2}){5}");
        assertThat(network.privateIpAddress()).isEqualTo(read.privateIpAddress());
        assertThat(network.association().publicIp()).isEqualTo(read.publicIpAddress());
        assertThat(network.groups()).isEqualTo(read.securityGroups());
        assertThat(network.attachment().deviceIndex()).isZero();
        assertThat(network.attachment().attachTime()).isEqualTo(ManualClock.START);
        assertThat(network.privateIpAddresses()).singleElement().satisfies(address -> {
            assertThat(address.primary()).isTrue();
            assertThat(address.association().publicIp()).isEqualTo(read.publicIpAddress());
        });
    }

    @Test
    void theSdkReadsTheOptions() {
        region.launch(image);

        Instance read = described().get(0);

        assertThat(read.ebsOptimized()).isTrue();
        assertThat(read.enaSupport()).isTrue();
        assertThat(read.cpuOptions().coreCount()).isEqualTo(4);
        assertThat(read.capacityReservationSpecification().capacityReservationPreferenceAsString())
                .isEqualTo("open");
        assertThat(read.hibernationOptions().configured()).isFalse();
        assertThat(read.metadataOptions().httpTokensAsString()).isEqualTo("required");
        assertThat(read.enclaveOptions().enabled()).isFalse();
        assertThat(read.bootModeAsString()).isEqualTo("uefi-preferred");
        assertThat(read.currentInstanceBootModeAsString()).isEqualTo("uefi");
        assertThat(read.platformDetails()).isEqualTo("Linux/UNIX");
        assertThat(read.usageOperation()).isEqualTo("RunInstances");
        assertThat(read.usageOperationUpdateTime()).isEqualTo(ManualClock.START);
        assertThat(read.privateDnsNameOptions().hostnameTypeAsString()).isEqualTo("ip-name");
        assertThat(read.maintenanceOptions().autoRecoveryAsString()).isEqualTo("default");
        assertThat(read.networkPerformanceOptions().bandwidthWeightingAsString())
                .isEqualTo("default");
        assertThat(read.operator().managed()).isFalse();
    }

    @Test
    void awkwardTagsArriveAsTheyAre() {
        region.launch(image, 1, options -> AWKWARD_TAGS.forEach(options::tag));

        assertThat(described().get(0).tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .isEqualTo(AWKWARD_TAGS);
    }

    @Test
    void whatXmlHasNoPlaceForIsReplaced() {
        region.launch(image, 1, options -> options.tag("bell", "a\u0007b\uFFFEc"));

        assertThat(described().get(0).tags().get(0).value()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void anInstanceWithoutAPublicAddressHasNone() {
        region.launch(image, 1, options -> options.withoutPublicIp());

        Instance read = described().get(0);

        assertThat(read.publicIpAddress()).isNull();
        assertThat(read.publicDnsName()).isEmpty();
        assertThat(read.networkInterfaces().get(0).association()).isNull();
    }

    @Test
    void anInstanceTakesAsMuchXmlAsInEc2() throws Exception {
        region.launchFleet(
                image, 100, options -> options.tag("Name", "lab-{index}").tag("team", "labs"));

        long size = RawRequest.send(simulator, "Action=DescribeInstances&Version=2016-11-15")
                .length();

        assertThat(size / 100).isBetween(3_000L, 5_000L);
    }
}
