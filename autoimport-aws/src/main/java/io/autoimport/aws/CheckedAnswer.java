package io.autoimport.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * The body of an answer, as far as it is one that AWS would send. The rest of one that is not is neither read nor waited
 * for. Not thread-safe.
 */
final class CheckedAnswer extends FilterInputStream implements Abortable {

    /** What may follow behind the end of the document: less costs nothing to read, and lets the connection be used again. */
    private static final int MAX_REST = 16 * 1024;

    /** How much is read at once of what is sieved. */
    private static final int AT_ONCE = 16 * 1024;

    private final Abortable connection;
    private final String name;
    private final int maxBytes;
    private final boolean endsSilently;
    private final XmlShape shape;
    private final @Nullable XmlSieve sieve;
    private final byte[] unsieved;
    private int taken;
    private int read;
    private boolean ended;
    private boolean refused;

    /**
     * Checks a body.
     *
     * @param body the body, uncompressed
     * @param connection ends the connection by which it comes
     * @param name what it is called where it is refused
     * @param maxBytes how much of it is read at most
     * @param endsSilently whether it merely ends where it would be refused: of an error the status says enough
     * @param sieve what to keep of it; null for all
     */
    CheckedAnswer(
            InputStream body,
            Abortable connection,
            String name,
            int maxBytes,
            boolean endsSilently,
            @Nullable XmlSieve sieve) {
        super(body);
        this.connection = connection;
        this.name = name;
        this.maxBytes = maxBytes;
        this.endsSilently = endsSilently;
        this.sieve = sieve;
        this.shape = new XmlShape(name, sieve == null ? XmlShape.Tags.NONE : sieve);
        this.unsieved = new byte[sieve == null ? 0 : AT_ONCE];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (sieve == null) {
            return readChecked(bytes, from, length);
        }
        while (taken == sieve.keptLength()) {
            taken = 0;
            if (readChecked(unsieved, 0, AT_ONCE) < 0) {
                sieve.finish();
                if (sieve.keptLength() == 0) {
                    return -1;
                }
            }
        }
        int count = Math.min(length, sieve.keptLength() - taken);
        System.arraycopy(sieve.kept(), taken, bytes, from, count);
        taken += count;
        return count;
    }

    private int readChecked(byte[] bytes, int from, int length) throws IOException {
        if (refused) {
            return -1;
        }
        int count = in.read(bytes, from, length);
        if (count < 0) {
            ended = true;
            return count;
        }
        try {
            check(bytes, from, count);
        } catch (AnswerRefusedException e) {
            refused = true;
            abort();
            if (endsSilently) {
                return -1;
            }
            throw e;
        }
        return count;
    }

    private void check(byte[] bytes, int from, int count) {
        read += count;
        if (read > maxBytes) {
            throw new AnswerRefusedException(
                    "AnswerTooLarge", name, "is longer than " + maxBytes + " bytes, the most that is read of one");
        }
        shape.next(bytes, from, count);
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, MAX_REST)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void abort() {
        connection.abort();
    }

    /** What is left is not read to its end, as the HTTP client would do: it may have none. */
    @Override
    public void close() throws IOException {
        for (int rest = 0; !ended && !refused && rest < MAX_REST; ) {
            int count = in.read(new byte[1024]);
            ended = count < 0;
            rest += Math.max(count, 0);
        }
        if (!ended) {
            abort();
        }
        in.close();
    }
}
