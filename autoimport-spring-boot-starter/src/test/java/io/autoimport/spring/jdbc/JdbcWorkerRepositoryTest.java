package io.autoimport.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import io.autoimport.spring.support.TestDatabases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@Execution(ExecutionMode.CONCURRENT)
class JdbcWorkerRepositoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mysql"})
    void everyColumnOfAWorkerIsStored(String platform) throws SQLException {
        DataSource dataSource = switch (platform) {
            case "h2" -> TestDatabases.h2();
            case "postgresql" -> TestDatabases.postgres();
            default -> TestDatabases.mariaDb();
        };
        new ResourceDatabasePopulator(new ClassPathResource("io/autoimport/spring/jdbc/schema-" + platform + ".sql"))
                .execute(dataSource);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        Instant launched = Instant.parse("2026-02-03T04:05:06Z");
        Instant created = Instant.parse("2025-12-31T23:59:59.123Z");
        Instant imported = Instant.parse("2026-03-04T05:06:07.890Z");
        Image image = new Image("ami-1", "CML-2.7.0-lite", "the image", created, "111122223333", null);
        Map<String, String> tags = Map.of("Name", "one", "b", "quote \" and \\", "a", "");
        Instance instance = new Instance(
                "i-1",
                "eu-west-1",
                "444455556666",
                image,
                InstanceState.STOPPED,
                "c5.large",
                launched,
                "10.0.0.1",
                "54.0.0.1",
                tags);

        new JdbcWorkerRepository(jdbc)
                .insertIfAbsent(List.of(Worker.of(instance, "default", "alice", "run-1", imported)));

        Map<String, Object> row = jdbc.queryForMap("SELECT * FROM auto_import_worker");
        assertThat(row)
                .containsEntry("instance_id", "i-1")
                .containsEntry("region", "eu-west-1")
                .containsEntry("source", "default")
                .containsEntry("name", "one")
                .containsEntry("state", "stopped")
                .containsEntry("instance_type", "c5.large")
                .containsEntry("private_ip", "10.0.0.1")
                .containsEntry("public_ip", "54.0.0.1")
                .containsEntry("image_id", "ami-1")
                .containsEntry("image_name", "CML-2.7.0-lite")
                .containsEntry("image_description", "the image")
                .containsEntry("image_owner_id", "111122223333")
                .containsEntry("created_by", "alice")
                .containsEntry("tags", "{\"Name\":\"one\",\"a\":\"\",\"b\":\"quote \\\" and \\\\\"}");
        assertThat(time(jdbc, "launched_at")).isEqualTo(launched);
        assertThat(time(jdbc, "image_created_at")).isEqualTo(created);
        assertThat(time(jdbc, "imported_at")).isEqualTo(imported);
    }

    private static Instant time(JdbcTemplate jdbc, String column) {
        DatabaseTime time = DatabaseTime.of(jdbc.getDataSource());
        return jdbc.queryForObject(
                "SELECT " + column + " FROM auto_import_worker", (row, number) -> time.get(row, column));
    }

    @Test
    void aDatabaseOfAnotherKindIsRefusedWithAWayOut() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WorkerTable.of("Oracle", new JdbcTemplate()))
                .withMessageContaining("Oracle")
                .withMessageContaining("WorkerRepository");
    }

    @Test
    void aDatabaseThatIsDownIsNoticedByTheFirstCallAndNotBefore() {
        org.postgresql.ds.PGSimpleDataSource down = new org.postgresql.ds.PGSimpleDataSource();
        down.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");

        JdbcWorkerRepository repository = new JdbcWorkerRepository(new JdbcTemplate(down));

        org.assertj.core.api.Assertions.assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> repository.findKnown(Set.of("i-1")));
    }
}
