package io.autoimport.test.ec2.internal.protocol;

/** What the API answers instead of a result. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** An error with its HTTP status, its code and its message. */
    public ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** An error that the caller has made, with status 400. */
    public static ApiException badRequest(String code, String message) {
        return new ApiException(400, code, message);
    }

    /** A parameter whose value can't be right. */
    public static ApiException invalidValue(String message) {
        return badRequest("InvalidParameterValue", message);
    }

    /** An action that the service does not have. */
    public static ApiException invalidAction(String action) {
        return badRequest("InvalidAction", "The action " + action + " is not valid for this web service.");
    }

    /** An action that the caller has no permission for. */
    public static ApiException unauthorizedOperation() {
        return new ApiException(403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code, for example {@code InvalidAMIID.NotFound}. */
    public String code() {
        return code;
    }

    /** The message. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
