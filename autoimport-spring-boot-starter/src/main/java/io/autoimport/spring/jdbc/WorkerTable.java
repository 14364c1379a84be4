package io.autoimport.spring.jdbc;

import io.autoimport.core.model.Worker;
import io.autoimport.core.model.WorkerRecord;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/** How batches get into the worker table of one kind of database, and out of it. Thread-safe. */
interface WorkerTable {

    /** The table in a database, by the name that its driver gives that. */
    static WorkerTable of(String product, JdbcOperations jdbc) {
        return switch (product) {
            case "PostgreSQL" -> new ArrayWorkerTable(jdbc, ArrayDialect.POSTGRESQL);
            case "H2" -> new ArrayWorkerTable(jdbc, ArrayDialect.H2);
            case "MariaDB", "MySQL" -> new JsonWorkerTable(jdbc);
            default ->
                throw new IllegalStateException("Workers can't be kept in a " + product
                        + " database: it is none of PostgreSQL, H2, MariaDB and MySQL. Define a bean of type"
                        + " WorkerRepository");
        };
    }

    /** Reads the rows of the ids that there are. */
    void find(Set<String> instanceIds, RowCallbackHandler rows);

    /** Inserts those that are absent, and answers the ids of those that this very call inserted. */
    Set<String> insertIfAbsent(Collection<Worker> workers);

    /** Writes those that are managed and of the version that was read, and answers the ids of what it wrote. */
    Set<String> updateIfUnchanged(Collection<WorkerRecord> records);
}
