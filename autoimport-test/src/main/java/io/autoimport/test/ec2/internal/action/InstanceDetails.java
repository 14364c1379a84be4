package io.autoimport.test.ec2.internal.action;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.internal.state.Ids;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an instance: its names, its network, its volume. The same instance always has the same.
 *
 * @param instance the instance
 */
record InstanceDetails(SimulatedInstance instance) {

    private static final Pattern REGION = Pattern.compile("([a-z]{2})-([a-z])[a-z]*-(\\d)");

    static final String KEY_NAME = "workers";
    static final String SECURITY_GROUP = "workers";
    static final String PROFILE = "worker";

    boolean isTerminated() {
        return instance.state() == InstanceState.TERMINATED;
    }

    String privateDnsName() {
        String ip = instance.privateIp();
        if (ip == null) {
            return "";
        }
        String domain = isNorthVirginia() ? "ec2.internal" : instance.region() + ".compute.internal";
        return "ip-" + ip.replace('.', '-') + "." + domain;
    }

    String publicDnsName() {
        String ip = instance.publicIp();
        if (ip == null) {
            return "";
        }
        String domain = isNorthVirginia() ? "compute-1" : instance.region() + ".compute";
        return "ec2-" + ip.replace('.', '-') + "." + domain + ".amazonaws.com";
    }

    private boolean isNorthVirginia() {
        return instance.region().equals("us-east-1");
    }

    @Nullable
    String vpcId() {
        return isTerminated() ? null : id("vpc-", instance.accountId() + instance.region());
    }

    @Nullable
    String subnetId() {
        return isTerminated() ? null : id("subnet-", instance.accountId() + instance.availabilityZone());
    }

    String securityGroupId() {
        return id("sg-", instance.accountId() + instance.region());
    }

    String networkInterfaceId() {
        return id("eni-", instance.id());
    }

    String networkAttachmentId() {
        return id("eni-attach-", instance.id());
    }

    String volumeId() {
        return id("vol-", instance.id());
    }

    String macAddress() {
        String digits = HexFormat.ofDelimiter(":")
                .formatHex(HexFormat.of().parseHex(instance.id().substring(9)), 0, 5);
        return "02:" + digits;
    }

    String zoneId() {
        String zone = instance.availabilityZone();
        return REGION.matcher(instance.region()).replaceAll("$1$2$3") + "-az"
                + (zone.charAt(zone.length() - 1) - 'a' + 1);
    }

    String clientToken() {
        return id("", instance.reservationId() + "token");
    }

    String profileArn() {
        return "arn:aws:iam::" + instance.accountId() + ":instance-profile/" + PROFILE;
    }

    String profileId() {
        return "AIPA" + id("", instance.accountId()).toUpperCase(Locale.ROOT);
    }

    private static String id(String prefix, String name) {
        return prefix + "0" + HexFormat.of().toHexDigits(Ids.hash(prefix + name));
    }
}
