package io.autoimport.core.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why something could not be done. Its texts are fit for one line of a log.
 *
 * @param cause what kind of failure
 * @param code AWS's error code or the name of an exception, or null
 * @param message what happened, in words
 * @param requestId the AWS request id, to be quoted to AWS support, or null
 */
public record Failure(
        FailureCause cause,
        @Nullable String code,
        String message,
        @Nullable String requestId) {

    private static final int MAX_MESSAGE = 1_000;

    /** Cleans the texts: what comes from outside must not forge log lines, nor fill the disk. */
    public Failure {
        Objects.requireNonNull(cause, "cause");
        code = code == null ? null : shortened(code);
        message = shortened(message);
        requestId = requestId == null ? null : shortened(requestId);
    }

    private static String shortened(String text) {
        return Text.singleLine(text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...");
    }

    /**
     * A failure that an exception tells of.
     *
     * @param cause what kind of failure
     * @param exception its class becomes the code, its message the message
     * @return the failure
     */
    public static Failure of(FailureCause cause, Throwable exception) {
        String code = exception.getClass().getSimpleName();
        String message = messageOf(exception);
        Throwable root = rootOf(exception);
        if (root != exception && !message.contains(messageOf(root))) {
            message += " (" + root.getClass().getSimpleName() + ": " + messageOf(root) + ")";
        }
        return new Failure(cause, code, message, null);
    }

    private static String messageOf(Throwable exception) {
        @Nullable String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : message;
    }

    // What wraps an exception rarely says what went wrong: "Failed to obtain a connection".
    private static Throwable rootOf(Throwable exception) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable root = exception;
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * In words, for a log line.
     *
     * @return cause, code, message and request id, as far as known
     */
    public String describe() {
        StringBuilder text = new StringBuilder(cause.name());
        if (code != null) {
            text.append(" (").append(code).append(')');
        }
        text.append(": ").append(message);
        if (requestId != null) {
            text.append(" [request id ").append(requestId).append(']');
        }
        return text.toString();
    }
}
