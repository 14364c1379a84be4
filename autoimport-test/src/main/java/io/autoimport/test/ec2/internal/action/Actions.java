package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.InstanceTransition;
import io.autoimport.test.ec2.internal.state.Roles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions by their names. */
public final class Actions {

    private final Map<String, Action> ec2;
    private final Map<String, Action> sts;

    /** All that the simulator knows. */
    public Actions(Roles roles, AccessKeys keys, long seed) {
        Paging paging = new Paging(new PageTokens(seed));
        InstancePaging instancePaging = new InstancePaging(paging);
        this.ec2 = Map.ofEntries(
                Map.entry("CreateTags", TagChange.create()),
                Map.entry("DeleteTags", TagChange.delete()),
                Map.entry("DeregisterImage", new DeregisterImage()),
                Map.entry("DescribeImages", new DescribeImages(paging)),
                Map.entry("DescribeInstanceImageMetadata", new DescribeInstanceImageMetadata(instancePaging)),
                Map.entry("DescribeInstances", new DescribeInstances(instancePaging)),
                Map.entry("RunInstances", new RunInstances()),
                Map.entry("StartInstances", new StateChange(InstanceTransition.START)),
                Map.entry("StopInstances", new StateChange(InstanceTransition.STOP)),
                Map.entry("TerminateInstances", new StateChange(InstanceTransition.TERMINATE)));
        this.sts = Map.of(
                "AssumeRole", new AssumeRole(roles, keys),
                "GetCallerIdentity", new GetCallerIdentity());
    }

    /** An action of EC2, or null if there is none of that name. */
    public @Nullable Action ec2(String name) {
        return ec2.get(name);
    }

    /** An action of STS, or null if there is none of that name. */
    public @Nullable Action sts(String name) {
        return sts.get(name);
    }
}
