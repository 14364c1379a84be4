package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.Role;
import io.autoimport.test.ec2.internal.state.Roles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands out temporary credentials of a role's account. */
final class AssumeRole implements Action {

    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;
    private static final int DEFAULT_SECONDS = 3600;
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private final Roles roles;
    private final AccessKeys keys;

    AssumeRole(Roles roles, AccessKeys keys) {
        this.roles = roles;
        this.keys = keys;
    }

    @Override
    public XmlWriter.Content perform(Call call) {
        Parameters parameters = call.parameters();
        String arn = parameters.required("RoleArn");
        String sessionName = parameters.required("RoleSessionName");
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw ApiException.badRequest("ValidationError", arn + " is invalid");
        }
        int seconds = parameters.number("DurationSeconds").orElse(DEFAULT_SECONDS);
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw ApiException.badRequest(
                    "ValidationError",
                    "DurationSeconds must be between " + LEAST_SECONDS + " and " + MOST_SECONDS + ", not " + seconds);
        }
        requireTrust(call, arn);
        String accountId = matcher.group(1);
        String assumed = "arn:aws:sts::" + accountId + ":assumed-role/" + matcher.group(2) + "/" + sessionName;
        AccessKeys.Session session = keys.open(accountId, assumed, call.now().plusSeconds(seconds));
        return xml -> xml.element(
                        "Credentials",
                        credentials -> credentials
                                .text("AccessKeyId", session.accessKeyId())
                                .text("SecretAccessKey", keys.secretOf(session.accessKeyId()))
                                .text("SessionToken", session.token())
                                .text("Expiration", XmlWriter.time(session.expiresAt())))
                .element(
                        "AssumedRoleUser",
                        user -> user.text("AssumedRoleId", GetCallerIdentity.userId(arn) + ":" + sessionName)
                                .text("Arn", assumed));
    }

    private void requireTrust(Call call, String arn) {
        String externalId = call.parameters().find("ExternalId");
        boolean trusted = roles.find(arn)
                .filter(Role::assumable)
                .filter(role -> role.externalId() == null || role.externalId().equals(externalId))
                .isPresent();
        if (!trusted) {
            throw new ApiException(
                    403,
                    "AccessDenied",
                    "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + arn);
        }
    }
}
