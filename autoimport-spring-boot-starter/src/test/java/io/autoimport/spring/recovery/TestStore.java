package io.autoimport.spring.recovery;

import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.spring.support.TestRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A store that several processes can share, empty at first, and beside it a database for the workers.
 *
 * @param kind what {@link TestNode} has to switch on
 * @param properties where the store is
 */
record TestStore(String kind, List<String> properties) {

    static TestStore postgresql() {
        return inPostgres("jdbc");
    }

    /** In a file, which one process at a time can have. The default delay of its writes would lose what was just written. */
    static TestStore h2(Path folder) {
        return new TestStore(
                "jdbc",
                List.of(
                        "auto-import.jobs.store=jdbc",
                        "auto-import.jdbc.initialize-schema=always",
                        "spring.datasource.url=jdbc:h2:file:"
                                + folder.resolve(UUID.randomUUID().toString()) + ";FILE_LOCK=FS;WRITE_DELAY=0",
                        "spring.datasource.username=sa"));
    }

    static TestStore redis() {
        return inPostgres("redis", TestRedis.emptyDatabase().properties());
    }

    static TestStore mongodb() {
        return inPostgres("mongodb", "spring.mongodb.uri=" + TestMongo.emptyDatabase());
    }

    /** The database of the workers. */
    DataSource workers() {
        return new DriverManagerDataSource(valueOf("spring.datasource.url"), valueOf("spring.datasource.username"), "");
    }

    private String valueOf(String property) {
        return properties.stream()
                .filter(pair -> pair.startsWith(property + "="))
                .map(pair -> pair.substring(property.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** What to start a {@link TestNode} with that has these properties as well. */
    List<String> arguments(List<String> more) {
        return Stream.concat(
                        Stream.of(kind),
                        Stream.concat(properties.stream(), more.stream()).map(property -> "--" + property))
                .toList();
    }

    static TestStore inPostgres(String kind, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "auto-import.jobs.store=" + kind,
                "auto-import.jdbc.initialize-schema=always",
                "spring.datasource.url=" + TestDatabases.postgresUrl(),
                "spring.datasource.username=postgres",
                "spring.datasource.hikari.maximum-pool-size=4"));
        all.addAll(List.of(properties));
        return new TestStore(kind, List.copyOf(all));
    }
}
