package io.autoimport.core.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role in whose name a source is searched, usually that of another account.
 *
 * @param arn the ARN of the role, for example {@code arn:aws:iam::123456789012:role/auto-import}
 * @param externalId what the role's trust policy may ask for, 2 to 1,224 characters; null for none
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record AssumedRole(String arn, @Nullable String externalId) {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/[\\x21-\\x7e]{1,512}", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /**
     * Checks the role.
     *
     * @throws IllegalArgumentException if the ARN or the external id is malformed
     */
    public AssumedRole {
        checkedArn(arn);
        if (externalId != null) {
            checkedExternalId(externalId);
        }
    }

    /**
     * Checks the form of a role's ARN; whether there is such a role is not known here.
     *
     * @param arn the ARN
     * @return the same
     * @throws IllegalArgumentException if it can't be the ARN of a role
     */
    public static String checkedArn(String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException("'" + Text.singleLine(arn)
                    + "' is not the ARN of a role: expected arn:aws:iam::<account id>:role/<name>");
        }
        return arn;
    }

    /**
     * Checks the form of an external id.
     *
     * @param externalId the external id
     * @return the same
     * @throws IllegalArgumentException if it is too short or too long, or has characters that STS does not take
     */
    public static String checkedExternalId(String externalId) {
        if (!EXTERNAL_ID.matcher(externalId).matches()) {
            throw new IllegalArgumentException(
                    "an external id has 2 to 1224 characters, each a letter, a digit or one of _+=,.@:/-");
        }
        return externalId;
    }

    /**
     * The account that the role belongs to, and so the one that is searched.
     *
     * @return a 12-digit account id
     */
    public String account() {
        return arn.split(":", 6)[4];
    }

    /** Without the external id: it is meant to be known to two parties only. */
    @Override
    public String toString() {
        return arn;
    }
}
