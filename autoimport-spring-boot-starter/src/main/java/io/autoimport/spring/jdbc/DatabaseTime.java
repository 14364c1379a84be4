package io.autoimport.spring.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** How a database keeps times, and what it calls the present one. */
enum DatabaseTime {

    /** With a zone: PostgreSQL, H2 and, for tables that the host has made, any other. */
    WITH_ZONE("CURRENT_TIMESTAMP") {
        @Override
        Object parameter(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }

        @Override
        @Nullable
        Instant find(ResultSet row, String column) throws SQLException {
            @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
    },

    /** In UTC and without a zone, whatever the zone of the session: MariaDB and MySQL. */
    IN_UTC("UTC_TIMESTAMP(6)") {
        @Override
        Object parameter(Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        @Override
        @Nullable
        Instant find(ResultSet row, String column) throws SQLException {
            @Nullable LocalDateTime time = row.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }
    };

    private final String now;

    DatabaseTime(String now) {
        this.now = now;
    }

    /** How a database keeps times, by the name that its driver gives it. */
    static DatabaseTime ofProduct(String product) {
        return switch (product) {
            case "MariaDB", "MySQL" -> IN_UTC;
            default -> WITH_ZONE;
        };
    }

    /** How the database behind a data source keeps times; it is asked for its name. */
    static DatabaseTime of(DataSource dataSource) {
        return ofProduct(String.valueOf(
                new JdbcTemplate(dataSource).execute((ConnectionCallback<String>) DatabaseTime::product)));
    }

    private static String product(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    /** The present time in SQL. */
    String now() {
        return now;
    }

    /** A time as a parameter. */
    abstract Object parameter(Instant instant);

    /** A time of a row, or null. */
    abstract @Nullable Instant find(ResultSet row, String column) throws SQLException;

    /** A time of a row that has one. */
    Instant get(ResultSet row, String column) throws SQLException {
        @Nullable Instant time = find(row, column);
        if (time == null) {
            throw new SQLException("There is no time in column " + column);
        }
        return time;
    }
}
