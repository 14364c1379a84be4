package io.autoimport.sample.cml;

import io.autoimport.core.model.Text;
import org.jspecify.annotations.Nullable;

/** A worker's CML did not answer, or not what it should. The message is one line, and holds no secret. */
public final class CmlException extends RuntimeException {

    CmlException(String message) {
        this(message, null);
    }

    CmlException(String message, @Nullable Throwable cause) {
        super(Text.singleLine(message), cause);
    }

    /** Never null, other than that of most exceptions. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
