package io.autoimport.spring.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.Utils;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Locks as one document each in the collection {@code auto_import_lock}: {@code _id} is the name, {@code lockedBy} who
 * took it, {@code lockedAt} when, and {@code lockUntil} when it ends by itself. Thread-safe.
 *
 * <p>All times are of the server's clock. ShedLock's own provider for MongoDB compares what one node wrote with the clock
 * of another: where clocks are apart by more than the lease, the lock of a node that is alive is taken away from it, and
 * that of a node that has died may outlive it for long.
 *
 * <p>Each step is one command on one document, with its condition in the command. The time is asked for before it, so a
 * node that is held up in between gets a lock that ends earlier, never one that another still holds. An owner is one
 * taking of a lock, not one node: whoever was held up until the lock was another's, or taken anew, can neither extend nor
 * release it. No step expects the document to be there.
 */
final class MongoLockProvider implements ExtensibleLockProvider {

    static final String COLLECTION = "auto_import_lock";

    private static final String ID = "_id";
    private static final String LOCKED_AT = "lockedAt";
    private static final String LOCKED_BY = "lockedBy";
    private static final String LOCK_UNTIL = "lockUntil";

    private final ServerCollections collections;

    MongoLockProvider(ServerCollections collections) {
        this.collections = collections;
    }

    @Override
    public Optional<SimpleLock> lock(LockConfiguration wanted) {
        Instant now = collections.now();
        String owner = Utils.getHostname() + " " + UUID.randomUUID();
        Bson free = and(eq(ID, wanted.getName()), lte(LOCK_UNTIL, Date.from(now)));
        try {
            // If somebody holds it, this finds nothing to update, and inserts what is there already.
            locks().updateOne(
                            free,
                            combine(
                                    set(LOCKED_BY, owner),
                                    set(LOCKED_AT, Date.from(now)),
                                    set(LOCK_UNTIL, Date.from(now.plus(wanted.getLockAtMostFor())))),
                            new UpdateOptions().upsert(true));
            return Optional.of(new Lock(wanted, owner, now));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private MongoCollection<Document> locks() {
        return collections.get(COLLECTION);
    }

    private final class Lock extends AbstractSimpleLock {

        private final String owner;
        private final Instant lockedAt;

        Lock(LockConfiguration configuration, String owner, Instant lockedAt) {
            super(configuration);
            this.owner = owner;
            this.lockedAt = lockedAt;
        }

        @Override
        protected void doUnlock() {
            Instant free = lockedAt.plus(lockConfiguration.getLockAtLeastFor());
            locks().updateOne(mine(), set(LOCK_UNTIL, Date.from(free)));
        }

        @Override
        protected Optional<SimpleLock> doExtend(LockConfiguration wanted) {
            Instant now = collections.now();
            boolean extended = locks().updateOne(
                                    and(mine(), gt(LOCK_UNTIL, Date.from(now))),
                                    set(LOCK_UNTIL, Date.from(now.plus(wanted.getLockAtMostFor()))))
                            .getMatchedCount()
                    == 1;
            return extended ? Optional.of(new Lock(wanted, owner, now)) : Optional.empty();
        }

        private Bson mine() {
            return and(eq(ID, lockConfiguration.getName()), eq(LOCKED_BY, owner));
        }
    }
}
