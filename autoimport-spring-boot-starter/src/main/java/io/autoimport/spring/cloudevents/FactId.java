package io.autoimport.spring.cloudevents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of an event: made of what happened, so that whoever hears of the same fact twice notices. It is the name-based
 * UUID of the example in <a href="https://www.rfc-editor.org/rfc/rfc9562.html#appendix-B.2">RFC 9562, appendix B.2</a>
 * (version 8, SHA-256).
 */
final class FactId {

    /** The namespace of these ids, picked at random once. */
    static final UUID NAMESPACE = UUID.fromString("6d1a8b0e-5c1c-4a58-9d0b-1f6b0a0e7c35");

    private static final int UUID_BYTES = 16;

    private FactId() {}

    /**
     * Makes an id.
     *
     * @param kind what kind of event it is
     * @param parts what tells this fact from others of its kind
     */
    static String of(EventKind kind, Object... parts) {
        StringBuilder name = new StringBuilder(kind.code());
        for (Object part : parts) {
            name.append('\n').append(part);
        }
        return uuid(NAMESPACE, name.toString()).toString();
    }

    static UUID uuid(UUID namespace, String name) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(UUID_BYTES)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong();
        long low = hash.getLong();
        return new UUID((high & ~0xF000L) | 0x8000L, (low & ~(0b11L << 62)) | (0b10L << 62));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
