package io.autoimport.spring.jdbc;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a database inserts what is absent, in one statement. Batches travel as one array per column. The ids of what was
 * inserted come back as the statement's generated keys.
 */
enum JdbcDialect {

    /** PostgreSQL, and what speaks its language. */
    POSTGRESQL("text", "?::text[]", "timestamptz", "ON CONFLICT (%2$s) DO NOTHING"),

    /** H2. Two sessions may both find a row absent: then one of them violates the key, and has to try again. */
    H2(
            "varchar",
            "CAST(? AS varchar array)",
            "timestamp with time zone",
            "WHERE NOT EXISTS (SELECT 1 FROM %1$s known WHERE known.%2$s = page.%2$s)");

    private static final String TIME_SUFFIX = "_at";

    private final String textType;
    private final String arrayParameter;
    private final String timeType;
    private final String ifAbsent;

    JdbcDialect(String textType, String arrayParameter, String timeType, String ifAbsent) {
        this.textType = textType;
        this.arrayParameter = arrayParameter;
        this.timeType = timeType;
        this.ifAbsent = ifAbsent;
    }

    /** The dialect of a database, by the name that its driver gives it. */
    static JdbcDialect ofProduct(String product) {
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default ->
                throw new IllegalStateException("Workers can't be kept in a " + product
                        + " database: it is none of PostgreSQL and H2. Define a bean of type WorkerRepository");
        };
    }

    /** The type of the elements of the arrays. */
    String textType() {
        return textType;
    }

    String findKnown(String table, String idColumn) {
        return "SELECT %s FROM %s WHERE %s = ANY (?)".formatted(idColumn, table, idColumn);
    }

    /** Takes one array per column. The first column is the key. */
    String insertIfAbsent(String table, List<String> columns) {
        String names = String.join(", ", columns);
        String values = columns.stream().map(this::selected).collect(Collectors.joining(", "));
        String arrays = String.join(", ", Collections.nCopies(columns.size(), arrayParameter));
        return "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS page (%s) %s"
                .formatted(table, names, values, arrays, names, ifAbsent.formatted(table, columns.get(0)));
    }

    private String selected(String column) {
        return column.endsWith(TIME_SUFFIX) ? "CAST(%s AS %s)".formatted(column, timeType) : column;
    }
}
