package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.Roles;

/** An AWS account of the simulator. Thread-safe. */
public final class SimulatedAccount {

    private final String id;
    private final Cloud cloud;
    private final AccessKeys keys;
    private final Roles roles;

    SimulatedAccount(String id, Cloud cloud, AccessKeys keys, Roles roles) {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("An account id has twelve digits, unlike '" + id + "'");
        }
        this.id = id;
        this.cloud = cloud;
        this.keys = keys;
        this.roles = roles;
    }

    /**
     * The account id.
     *
     * @return twelve digits
     */
    public String id() {
        return id;
    }

    /**
     * The access key id that stands for the account.
     *
     * @return always the same
     */
    public String accessKeyId() {
        return keys.permanentKey(id);
    }

    /**
     * The secret that belongs to {@link #accessKeyId()}. The simulator checks no signature.
     *
     * @return always the same
     */
    public String secretAccessKey() {
        return keys.secretOf(accessKeyId());
    }

    /**
     * A region of the account. It exists from the beginning.
     *
     * @param name for example {@code us-east-1}
     * @return the region
     */
    public SimulatedRegion region(String name) {
        return new SimulatedRegion(id, name, cloud);
    }

    /**
     * Makes a role of this account that everybody may assume; the result restricts that. Roles that nobody made are
     * refused.
     *
     * @param arn for example {@code arn:aws:iam::222233334444:role/importer}
     * @return the role
     * @throws IllegalArgumentException if it is not the ARN of a role of this account
     */
    public SimulatedRole role(String arn) {
        if (!arn.matches("arn:aws[a-z-]*:iam::" + id + ":role/.+")) {
            throw new IllegalArgumentException("'" + arn + "' is not the ARN of a role of account " + id
                    + "; expected arn:aws:iam::" + id + ":role/...");
        }
        return new SimulatedRole(arn, roles);
    }
}
