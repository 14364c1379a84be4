package io.autoimport.aws;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Marks that no credentials could be had, which the SDK otherwise tells by the wording of a message only. */
final class CredentialsUnavailableException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_DETAIL = 200;

    /** As a chain prints those that it asked: {@code ProfileCredentialsProvider(profileName=...): ...}. */
    private static final Pattern ASKED = Pattern.compile("(\\w+)CredentialsProvider\\(");

    CredentialsUnavailableException(RuntimeException cause) {
        super(SdkClientException.builder()
                .message("No AWS credentials could be had; give the application a role, a profile, or"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. "
                        + detailOf(String.valueOf(cause.getMessage())))
                .cause(cause));
    }

    // A chain prints itself, and at length what each of its members lacks. The SDK's log at debug level has it all.
    private static String detailOf(String message) {
        int members = message.indexOf(": [");
        if (message.contains("providers in the chain") && members > 0) {
            String asked = ASKED.matcher(message.substring(members))
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return "These were asked in vain: " + asked;
        }
        String said = message.split("[(\\[]", 2)[0].strip();
        return "The provider said: " + (said.length() <= MAX_DETAIL ? said : said.substring(0, MAX_DETAIL) + "...");
    }
}
