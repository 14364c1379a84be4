package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Workers in the table {@code auto_import_worker} of a PostgreSQL or H2 database: one statement for each call,
 * whatever the size of the batch. Thread-safe.
 *
 * <p>Takes part in the transaction of the calling thread, if there is one. What the database refuses is thrown as a
 * {@link org.springframework.dao.DataAccessException}.
 */
public final class JdbcWorkerRepository implements WorkerRepository {

    private static final int MAX_ATTEMPTS = 20;

    private final JdbcOperations jdbc;
    private final Runnable beforeFirstUse;
    private volatile @Nullable JdbcDialect dialect;

    /**
     * Makes a repository. The database is not asked for anything yet.
     *
     * @param jdbc access to the database
     */
    public JdbcWorkerRepository(JdbcOperations jdbc) {
        this(jdbc, () -> {});
    }

    JdbcWorkerRepository(JdbcOperations jdbc, Runnable beforeFirstUse) {
        this.jdbc = jdbc;
        this.beforeFirstUse = beforeFirstUse;
    }

    @Override
    public Set<String> findKnown(Set<String> instanceIds) {
        String sql = dialect().findKnown(WorkerColumns.TABLE, WorkerColumns.ID);
        return query(sql, instanceIds);
    }

    @Override
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        List<@Nullable String[]> arrays = WorkerColumns.arraysOf(workers);
        String sql = dialect().insertIfAbsent(WorkerColumns.TABLE, WorkerColumns.names());
        for (int attempt = 1; ; attempt++) {
            try {
                return insert(sql, arrays);
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                // Another session inserted one of them between our look and our insert. In PostgreSQL that is no
                // error, and any other error ends its transaction: trying again would only hide it.
                if (dialect() != JdbcDialect.H2 || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Set<String> query(String sql, Set<String> instanceIds) {
        return new HashSet<>(jdbc.query(
                connection -> withArrays(
                        connection.prepareStatement(sql),
                        List.<@Nullable String[]>of(instanceIds.toArray(String[]::new))),
                (row, number) -> row.getString(1)));
    }

    private Set<String> insert(String sql, List<@Nullable String[]> arrays) {
        KeyHolder inserted = new GeneratedKeyHolder();
        jdbc.update(
                connection -> withArrays(connection.prepareStatement(sql, new String[] {WorkerColumns.ID}), arrays),
                inserted);
        return inserted.getKeyList().stream()
                .flatMap(key -> key.values().stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private PreparedStatement withArrays(PreparedStatement statement, List<@Nullable String[]> arrays)
            throws SQLException {
        for (int i = 0; i < arrays.size(); i++) {
            statement.setArray(
                    i + 1, statement.getConnection().createArrayOf(dialect().textType(), arrays.get(i)));
        }
        return statement;
    }

    // Asked for on first use, so that a database that is down does not keep the host from starting.
    private JdbcDialect dialect() {
        @Nullable JdbcDialect known = dialect;
        if (known == null) {
            beforeFirstUse.run();
            @Nullable String product = jdbc.execute((ConnectionCallback<String>) JdbcWorkerRepository::productOf);
            known = JdbcDialect.ofProduct(String.valueOf(product));
            dialect = known;
        }
        return known;
    }

    private static String productOf(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.getDatabaseProductName();
    }
}
