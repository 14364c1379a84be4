package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error, whose code is looked at while the SDK reads it. */
final class ErrorAnswer extends FilterInputStream {

    /** Errors are a few hundred bytes, and the code comes first. */
    private static final int BEGINNING = 4096;

    private static final Pattern CODE = Pattern.compile("<Code>\\s*([^<\\s]+)\\s*</Code>");

    private final ApiCalls calls;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private boolean read;

    ErrorAnswer(InputStream body, ApiCalls calls) {
        super(body);
        this.calls = calls;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next < 0) {
            allRead();
        } else if (beginning.size() < BEGINNING) {
            beginning.write(next);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count < 0) {
            allRead();
        } else {
            beginning.write(bytes, from, Math.min(count, BEGINNING - Math.min(BEGINNING, beginning.size())));
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void allRead() {
        if (read) {
            return;
        }
        read = true;
        Matcher code = CODE.matcher(beginning.toString(UTF_8));
        if (code.find() && AwsFailures.isThrottling(code.group(1))) {
            calls.throttled();
        }
    }
}
