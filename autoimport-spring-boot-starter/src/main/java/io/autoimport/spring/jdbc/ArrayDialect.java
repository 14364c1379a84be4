package io.autoimport.spring.jdbc;

import io.autoimport.spring.jdbc.WorkerColumns.Column;
import io.autoimport.spring.jdbc.WorkerColumns.Kind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a database inserts what is absent, and writes what is as it was read: each in one statement. Batches travel as one
 * array of text per column. The ids of what was written come back as the statement's generated keys.
 */
enum ArrayDialect {

    /**
     * PostgreSQL, and what speaks its language. It holds a thousand look-ups in an index to be dearer than to go through a
     * table of a hundred thousand rows; so the look-up leaves it no choice. It locks the rows of an update in the order in which it comes across
     * them; so they are locked before, in the order of their ids.
     */
    POSTGRESQL(
            "text",
            "?::text[]",
            "timestamptz",
            "SELECT known.* FROM unnest(?::text[]) AS page (id) CROSS JOIN LATERAL (SELECT * FROM %1$s WHERE %2$s = page.id LIMIT 1) known",
            "INSERT INTO %1$s (%3$s, managed) SELECT %4$s, true FROM %5$s ON CONFLICT (%2$s) DO NOTHING",
            """
            UPDATE %1$s known SET %3$s, version = known.version + 1 FROM (
              SELECT page.* FROM (SELECT %4$s FROM %5$s) page JOIN %1$s locked ON locked.%2$s = page.%2$s
              WHERE locked.managed AND locked.version = page.version ORDER BY locked.%2$s FOR UPDATE OF locked) page (page_id, %6$s)
            WHERE known.%2$s = page.page_id AND known.managed AND known.version = page.version"""),

    /**
     * H2. Two sessions may both find a row absent, or unchanged: then one of them fails, and has to try again.
     */
    H2(
            "varchar",
            "CAST(? AS varchar array)",
            "timestamp with time zone",
            "SELECT * FROM %1$s WHERE %2$s = ANY (?)",
            """
            INSERT INTO %1$s (%3$s, managed) SELECT %4$s, true FROM %5$s
            WHERE NOT EXISTS (SELECT 1 FROM %1$s known WHERE known.%2$s = page.%2$s)""",
            """
            MERGE INTO %1$s known USING (SELECT %4$s FROM %5$s) page
            ON known.%2$s = page.%2$s AND known.managed AND known.version = page.version
            WHEN MATCHED THEN UPDATE SET %3$s, version = known.version + 1""");

    private final String textType;
    private final String arrayParameter;
    private final String timeType;
    private final String find;
    private final String insert;
    private final String update;

    ArrayDialect(String textType, String arrayParameter, String timeType, String find, String insert, String update) {
        this.textType = textType;
        this.arrayParameter = arrayParameter;
        this.timeType = timeType;
        this.find = find;
        this.insert = insert;
        this.update = update;
    }

    /** The type of the elements of the arrays. */
    String textType() {
        return textType;
    }

    /** Takes an array of keys. */
    String find(String table, String key) {
        return find.formatted(table, key);
    }

    /** Takes one array per column, the key first. */
    String insertIfAbsent(String table, List<? extends Column<?>> columns) {
        return insert.formatted(table, columns.get(0).name(), namesOf(columns), castsOf(columns), rowsOf(columns));
    }

    /** Takes one array per column, the key first and the version last. */
    String updateIfUnchanged(String table, List<? extends Column<?>> columns) {
        String changes = columns.subList(1, columns.size() - 1).stream()
                .map(column -> column.name() + " = page." + column.name())
                .collect(Collectors.joining(", "));
        return update.formatted(
                table,
                columns.get(0).name(),
                changes,
                castsOf(columns),
                rowsOf(columns),
                namesOf(columns.subList(1, columns.size())));
    }

    private static String namesOf(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String castsOf(List<? extends Column<?>> columns) {
        return columns.stream().map(this::cast).collect(Collectors.joining(", "));
    }

    private String rowsOf(List<? extends Column<?>> columns) {
        String arrays = String.join(", ", Collections.nCopies(columns.size(), arrayParameter));
        return "unnest(" + arrays + ") AS page (" + namesOf(columns) + ")";
    }

    private String cast(Column<?> column) {
        if (column.kind() == Kind.TEXT) {
            return column.name();
        }
        String type = column.kind() == Kind.TIME ? timeType : "bigint";
        return "CAST(%1$s AS %2$s) AS %1$s".formatted(column.name(), type);
    }
}
