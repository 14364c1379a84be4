package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autoimport.spring.outbox.Backlog;
import io.autoimport.spring.outbox.ClaimedEvent;
import io.autoimport.spring.outbox.FailedDelivery;
import io.autoimport.spring.outbox.OutboxEvent;
import io.autoimport.spring.outbox.OutboxFullException;
import io.autoimport.spring.support.CountingDataSource;
import io.autoimport.spring.support.OtherTransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an outbox promises, on a new database whose table is made on first use. */
abstract class JdbcOutboxContract {

    private static final Duration LEASE = Duration.ofHours(1);
    private static final int MAX_SIZE = 10;

    private final CountingDataSource dataSource;
    private final TransactionTemplate transaction;
    private final JdbcOutbox outbox;
    private final AtomicInteger commits = new AtomicInteger();

    JdbcOutboxContract(DataSource database) {
        dataSource = new CountingDataSource(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        outbox = node();
    }

    private JdbcOutbox node() {
        return node(dataSource);
    }

    private static JdbcOutbox node(DataSource dataSource) {
        AutoImportJdbcProperties properties = new AutoImportJdbcProperties();
        properties.setInitializeSchema(DatabaseInitializationMode.ALWAYS);
        DatabaseSchema schema = new DatabaseSchema(
                "The table",
                new UnboundDataSource(dataSource),
                properties.withSchema(AutoImportJdbcOutboxAutoConfiguration.TABLE));
        return new JdbcOutbox(dataSource, schema, MAX_SIZE, "max-size");
    }

    private static OutboxEvent event(String id, String subject) {
        return new OutboxEvent(
                id, "a.type.v1", "/source", subject, Instant.parse("2026-01-02T03:04:05.678Z"), "urn:a:schema", "{}");
    }

    private void add(OutboxEvent... events) {
        outbox.add(List.of(events), commits::incrementAndGet);
    }

    private void fill(int count) {
        add(IntStream.range(0, count).mapToObj(i -> event("e" + i, "s" + i)).toArray(OutboxEvent[]::new));
    }

    private static List<String> idsOf(List<ClaimedEvent> events) {
        return events.stream().map(claimed -> claimed.event().id()).toList();
    }

    private List<String> claim() {
        return idsOf(outbox.claim(100, LEASE));
    }

    @Test
    void anEventComesBackAsItWas() {
        OutboxEvent event = new OutboxEvent(
                "'; DROP TABLE workers; --",
                "Überwachung 監視",
                "/a?b=c",
                "i-1",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "urn:x",
                "{\"a\":\"\\u0000 line\\nbreak 🛰️\"}");
        add(event);

        assertThat(outbox.claim(1, LEASE)).singleElement().satisfies(claimed -> {
            assertThat(claimed.event()).isEqualTo(event);
            assertThat(claimed.failures()).isZero();
        });
    }

    @Test
    void ofEachSubjectOnlyTheOldestIsHandedOutUntilItIsRemoved() {
        add(event("a1", "a"), event("b1", "b"), event("a2", "a"));
        List<ClaimedEvent> first = outbox.claim(100, LEASE);
        assertThat(idsOf(first)).containsExactly("a1", "b1");
        assertThat(claim()).as("claimed, or behind what is claimed").isEmpty();

        outbox.remove(first);

        assertThat(claim()).containsExactly("a2");
    }

    @Test
    void aClaimEndsByItself() {
        add(event("a1", "a"), event("a2", "a"));
        List<ClaimedEvent> dead = outbox.claim(100, Duration.ZERO);

        List<ClaimedEvent> next = node().claim(100, LEASE);
        assertThat(idsOf(next)).containsExactly("a1");

        outbox.release(dead);
        outbox.postpone(List.of(new FailedDelivery(dead.get(0), "too late", Duration.ZERO)));
        assertThat(claim()).as("what belongs to another node now").isEmpty();
        assertThat(outbox.backlog().failing()).isZero();
    }

    @Test
    void noMoreAreHandedOutThanAskedFor() {
        fill(5);

        assertThat(idsOf(outbox.claim(2, LEASE))).containsExactly("e0", "e1");
        assertThat(idsOf(outbox.claim(2, LEASE))).containsExactly("e2", "e3");
    }

    @Test
    void whatFailedHasToWaitAndIsSeenInTheBacklog() {
        add(event("a1", "a"), event("a2", "a"), event("b1", "b"));
        List<ClaimedEvent> claimed = outbox.claim(100, LEASE);

        outbox.postpone(List.of(new FailedDelivery(claimed.get(0), "HTTP status 400", Duration.ofHours(1))));
        outbox.remove(claimed.subList(1, 2));

        assertThat(claim()).isEmpty();
        Backlog backlog = outbox.backlog();
        assertThat(backlog.waiting()).isEqualTo(2);
        assertThat(backlog.failing()).isEqualTo(1);
        assertThat(backlog.oldestAge()).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(backlog.lastFailure()).satisfies(failure -> {
            assertThat(failure.eventId()).isEqualTo("a1");
            assertThat(failure.subject()).isEqualTo("a");
            assertThat(failure.failures()).isEqualTo(1);
            assertThat(failure.reason()).isEqualTo("HTTP status 400");
        });
    }

    @Test
    void whatFailedIsDueAfterItsTime() {
        add(event("a1", "a"));
        outbox.postpone(List.of(new FailedDelivery(outbox.claim(1, LEASE).get(0), "down", Duration.ZERO)));

        assertThat(outbox.claim(1, LEASE))
                .singleElement()
                .extracting(ClaimedEvent::failures)
                .isEqualTo(1);
    }

    @Test
    void whatIsGivenBackIsDueAtOnce() {
        add(event("a1", "a"));
        outbox.release(outbox.claim(1, LEASE));

        assertThat(outbox.claim(1, LEASE))
                .singleElement()
                .extracting(ClaimedEvent::failures)
                .isEqualTo(0);
    }

    @Test
    void anEmptyOutboxHasNoBacklog() {
        assertThat(outbox.backlog()).isEqualTo(new Backlog(0, 0, null, null));
        assertThat(claim()).isEmpty();
    }

    @Test
    void whatIsRolledBackLeavesNothing() {
        outbox.backlog();
        transaction.executeWithoutResult(status -> {
            fill(3);
            status.setRollbackOnly();
        });

        assertThat(commits).hasValue(0);
        assertThat(outbox.backlog().waiting()).isZero();
    }

    @Test
    void whatIsCommittedIsToldAfterTheCommit() {
        outbox.backlog();
        transaction.executeWithoutResult(status -> {
            fill(3);
            assertThat(commits).hasValue(0);
        });

        assertThat(commits).hasValue(1);
        assertThat(outbox.backlog().waiting()).isEqualTo(3);
    }

    @Test
    void whatADataSourceThatIsAwareOfTransactionsRollsBackLeavesNothing() {
        JdbcOutbox aware = node(new TransactionAwareDataSourceProxy(dataSource));
        aware.backlog();
        transaction.executeWithoutResult(status -> {
            aware.add(List.of(event("a1", "a")), commits::incrementAndGet);
            status.setRollbackOnly();
        });

        assertThat(commits).hasValue(0);
        assertThat(aware.backlog().waiting()).isZero();
    }

    @Test
    void inATransactionOfSomethingElseItIsOneOfItsOwn() {
        outbox.backlog();
        JdbcTemplate host = new JdbcTemplate(dataSource);
        new TransactionTemplate(new OtherTransactionManager()).executeWithoutResult(status -> {
            host.queryForObject("SELECT 1", Integer.class);
            assertThat(TransactionSynchronizationManager.hasResource(dataSource))
                    .as("a connection that commits by itself, kept until the end of the transaction")
                    .isTrue();

            fill(3);

            assertThat(commits).hasValue(1);
            status.setRollbackOnly();
        });

        assertThat(outbox.backlog().waiting()).isEqualTo(3);
    }

    @Test
    void withoutATransactionItIsOneOfItsOwn() {
        fill(3);

        assertThat(commits).hasValue(1);
        assertThat(outbox.backlog().waiting()).isEqualTo(3);
    }

    @Test
    void aFullOutboxTakesNothingOfAPageUntilThereIsRoom() {
        fill(MAX_SIZE - 1);

        assertThatExceptionOfType(OutboxFullException.class)
                .isThrownBy(() -> add(event("x", "x"), event("y", "y")))
                .withMessageContaining("9 of at most 10")
                .withMessageContaining("max-size");
        assertThat(outbox.backlog().waiting()).isEqualTo(MAX_SIZE - 1);

        outbox.remove(outbox.claim(1, LEASE));
        add(event("x", "x"), event("y", "y"));
        assertThat(outbox.backlog().waiting()).isEqualTo(MAX_SIZE);
    }

    @Test
    void aPageIsOneBatchAndItsRoomIsNotCountedEachTime() {
        outbox.backlog();
        dataSource.clear();
        fill(3);
        fill(3);

        assertThat(dataSource.statements())
                .filteredOn(sql -> sql.startsWith("INSERT"))
                .hasSize(2);
        assertThat(dataSource.statements())
                .filteredOn(sql -> sql.contains("COUNT"))
                .hasSize(1);
    }

    @Test
    void nodesAtTheSameMomentNeverGetTheSameEvent() throws Exception {
        fill(MAX_SIZE);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier sameMoment = new CyclicBarrier(2);
        JdbcOutbox other = node();
        other.backlog();
        try {
            List<Future<List<ClaimedEvent>>> claims = new ArrayList<>();
            for (JdbcOutbox node : List.of(outbox, other)) {
                claims.add(threads.submit((Callable<List<ClaimedEvent>>) () -> {
                    sameMoment.await();
                    return claimUntilItWorks(node);
                }));
            }
            List<ClaimedEvent> all = new ArrayList<>(claims.get(0).get());
            all.addAll(claims.get(1).get());

            assertThat(idsOf(all)).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    // H2 lets one of two that write the same row fail, and so may a database be set up.
    private static List<ClaimedEvent> claimUntilItWorks(JdbcOutbox node) {
        while (true) {
            try {
                return node.claim(100, LEASE);
            } catch (TransientDataAccessException e) {
                Thread.onSpinWait();
            }
        }
    }
}
