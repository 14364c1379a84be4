package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.state.Role;
import io.autoimport.test.ec2.internal.state.Roles;

/** A role that can be assumed by STS {@code AssumeRole}. Thread-safe. */
public final class SimulatedRole {

    private final String arn;
    private final Roles roles;

    SimulatedRole(String arn, Roles roles) {
        this.arn = arn;
        this.roles = roles;
        roles.put(new Role(arn, null, true));
    }

    /**
     * The ARN of the role.
     *
     * @return as it was given
     */
    public String arn() {
        return arn;
    }

    /**
     * Lets only those assume the role who give this external id.
     *
     * @param externalId the external id
     * @return this
     */
    public SimulatedRole externalId(String externalId) {
        roles.put(new Role(arn, externalId, true));
        return this;
    }

    /**
     * Lets nobody assume the role: {@code AccessDenied}.
     *
     * @return this
     */
    public SimulatedRole refused() {
        roles.put(new Role(arn, null, false));
        return this;
    }
}
