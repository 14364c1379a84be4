package io.autoimport.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The EC2 of a region, asked in one name.
 *
 * @param client the client
 * @param session the credentials of the client if they are those of a role, else null
 */
record RegionalEc2(Ec2Client client, @Nullable RoleSession session) implements AutoCloseable {

    /** Has the role, if there is one, assumed anew with the next request. */
    void forgetSession() {
        if (session != null) {
            session.forget();
        }
    }

    /** Adds the calls that it took to assume the role, if there is one, since this was last asked. */
    void takeSessionCalls(ApiCalls into) {
        if (session != null) {
            session.takeCalls(into);
        }
    }

    @Override
    public void close() {
        client.close();
        if (session != null) {
            session.close();
        }
    }
}
