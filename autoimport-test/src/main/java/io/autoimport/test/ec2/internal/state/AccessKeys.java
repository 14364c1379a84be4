package io.autoimport.test.ec2.internal.state;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Which account an access key stands for. Thread-safe. */
public final class AccessKeys {

    private static final String TEMPORARY = "ASIA";
    private static final int REMEMBERED_SESSIONS = 10_000;

    private final Ids ids;
    private final String defaultAccountId;
    private final Map<String, String> accountsByKey = new ConcurrentHashMap<>();
    private final BoundedMap<String, Session> sessions = new BoundedMap<>(REMEMBERED_SESSIONS);
    private final AtomicLong issued = new AtomicLong();

    /** Keys that nobody has made stand for the default account. */
    public AccessKeys(Ids ids, String defaultAccountId) {
        this.ids = ids;
        this.defaultAccountId = defaultAccountId;
    }

    /**
     * Temporary credentials.
     *
     * @param accessKeyId their key
     * @param token their session token
     * @param accountId the account of the role
     * @param arn who they make of the caller
     * @param expiresAt until when they are good
     */
    public record Session(String accessKeyId, String token, String accountId, String arn, Instant expiresAt) {}

    /**
     * Whom a key stands for.
     *
     * @param accountId the account
     * @param arn the user or the assumed role
     * @param expiresAt until when, or null for ever
     */
    public record Identity(
            String accountId, String arn, @Nullable Instant expiresAt) {}

    /** The permanent key of an account. */
    public String permanentKey(String accountId) {
        String key = "AKIASIM0" + accountId;
        accountsByKey.put(key, accountId);
        return key;
    }

    /** The secret that belongs to a key. Nobody checks it. */
    public String secretOf(String accessKeyId) {
        return ids.derived("secret/", accessKeyId) + ids.derived("/", accessKeyId + "/");
    }

    /** Makes temporary credentials. */
    public Session open(String accountId, String arn, Instant expiresAt) {
        long number = issued.incrementAndGet();
        String key = TEMPORARY + String.format("%016X", Ids.scramble(number ^ Ids.hash(arn)));
        Session session = new Session(key, "token/" + secretOf(key), accountId, arn, expiresAt);
        sessions.put(key, session);
        return session;
    }

    /** Tells whom a key stands for; empty if it is temporary and was never given, or comes with a wrong token. */
    public Optional<Identity> identify(String accessKeyId, @Nullable String token) {
        if (accessKeyId.startsWith(TEMPORARY)) {
            return Optional.ofNullable(sessions.get(accessKeyId))
                    .filter(session -> session.token().equals(token))
                    .map(session -> new Identity(session.accountId(), session.arn(), session.expiresAt()));
        }
        String accountId = accountsByKey.getOrDefault(accessKeyId, defaultAccountId);
        return Optional.of(new Identity(accountId, "arn:aws:iam::" + accountId + ":user/simulated", null));
    }
}
