package io.autoimport.spring.reliability;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database of a host, as its administrator has it, and as somebody else who writes to it. */
final class HostDatabase {

    private static final String INSERT = "INSERT INTO auto_import_worker (instance_id, region, source, name, state,"
            + " instance_type, tags, image_id, created_by, run_id, imported_at)"
            + " VALUES (?, 'us-east-1', 'mine', 'mine', 'running', 'x', '{}', 'ami-0', 'me', 'none', now())";

    /**
     * How long a connection of the host waits for a row until PostgreSQL looks for a deadlock, once. Whoever makes one has
     * that long for it.
     */
    static final String LOOK_FOR_DEADLOCK = "12s";

    private final String url;
    private final JdbcTemplate jdbc;

    HostDatabase(String url) {
        this.url = url;
        this.jdbc = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }

    void cutConnections() {
        jdbc.queryForList(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?",
                FaultyHost.APPLICATION);
    }

    /** Inserts a worker as the host itself does, apart from any import, unless it is there. */
    void insertOtherwise(String instanceId) {
        jdbc.update(INSERT + " ON CONFLICT DO NOTHING", instanceId);
    }

    /** The same, but commits only once somebody waits in order to insert the same. */
    void insertOtherwiseMeanwhile(String instanceId) {
        onceSomebodyWaits(begun("", instanceId), Connection::commit);
    }

    /**
     * Takes the last row of a page that is about to be written, and asks for the first one as soon as that page waits.
     * The page is the one that loses: this side would wait for much longer.
     */
    void deadlockWith(List<String> page) {
        onceSomebodyWaits(begun("SET deadlock_timeout = '5min'", page.get(page.size() - 1)), other -> {
            insert(other, page.get(0));
            other.rollback();
        });
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface Deed {
        void on(Connection connection) throws SQLException;
    }

    private Connection begun(String setting, String instanceId) {
        try {
            Connection other = DriverManager.getConnection(url, "postgres", "");
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute(setting);
            }
            insert(other, instanceId);
            return other;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void onceSomebodyWaits(Connection other, Deed deed) {
        Thread writer = new Thread(
                () -> {
                    try (other) {
                        await().until(() ->
                                jdbc.queryForObject("SELECT count(*) FROM pg_locks WHERE NOT granted", Long.class) > 0);
                        deed.on(other);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "the other writer");
        writer.setDaemon(true);
        writer.start();
    }

    private static void insert(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    /**
     * Lets the server refuse writes to a table as it does when its disk is full.
     *
     * @param when such as {@code BEFORE INSERT}
     * @param deferred whether at the commit only
     */
    void fillDisk(String table, String when, boolean deferred) {
        jdbc.execute("CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'No space left on device'; END $$");
        jdbc.execute("CREATE " + (deferred ? "CONSTRAINT " : "") + "TRIGGER disk_full " + when + " ON " + table
                + (deferred ? " DEFERRABLE INITIALLY DEFERRED" : "") + " FOR EACH ROW EXECUTE FUNCTION disk_full()");
    }

    void makeRoomOnDisk() {
        jdbc.execute("DROP FUNCTION IF EXISTS disk_full() CASCADE");
    }

    /** Forgets all that a run has left, but for the lock: ShedLock does not expect its row to go. */
    void clear() {
        jdbc.execute("TRUNCATE auto_import_worker, received, auto_import_job_result, auto_import_outbox");
    }

    /** How many events of workers wait to be delivered. */
    long undelivered() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT count(*) FROM auto_import_outbox WHERE subject LIKE 'i-%'", Long.class));
    }

    List<String> workers() {
        return jdbc.queryForList("SELECT instance_id FROM auto_import_worker ORDER BY 1", String.class);
    }

    /** Those that the import did not create. */
    List<String> workersOfOthers() {
        return jdbc.queryForList("SELECT instance_id FROM auto_import_worker WHERE NOT managed", String.class);
    }

    /** Those that are marked missing. */
    List<String> missing() {
        return jdbc.queryForList(
                "SELECT instance_id FROM auto_import_worker WHERE missing_since IS NOT NULL ORDER BY 1", String.class);
    }

    /** The instances of which the host was told that they were imported, as often as it was. */
    List<String> received() {
        return jdbc.queryForList("SELECT instance_id FROM received ORDER BY 1", String.class);
    }
}
