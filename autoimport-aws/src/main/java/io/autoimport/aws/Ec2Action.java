package io.autoimport.aws;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.SearchCriterion;
import java.util.ArrayList;
import java.util.List;

/** The calls of EC2 that a scan takes. */
enum Ec2Action {
    DESCRIBE_IMAGES("ec2:DescribeImages"),
    DESCRIBE_INSTANCE_IMAGE_METADATA("ec2:DescribeInstanceImageMetadata"),
    DESCRIBE_INSTANCES("ec2:DescribeInstances");

    private final String iamName;

    Ec2Action(String iamName) {
        this.iamName = iamName;
    }

    /** As policies name it. */
    String iamName() {
        return iamName;
    }

    /** Those that a source takes, in the order in which it does. */
    static List<Ec2Action> of(ImportSource source) {
        List<Ec2Action> actions = new ArrayList<>(List.of(values()));
        boolean byImage = !(source.criterion() instanceof SearchCriterion.InstanceIds);
        if (!byImage || !source.includeDeregisteredImages()) {
            actions.remove(DESCRIBE_INSTANCE_IMAGE_METADATA);
        }
        return actions;
    }
}
