package io.autoimport.spring.aheadoftime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.spring.engines.EngineDatabase;
import io.autoimport.spring.support.MinimalHost;
import io.autoimport.spring.support.ProcessedHost;
import io.autoimport.spring.support.TestMongo;
import io.autoimport.spring.support.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts whose scheduler, store or sink another library brings, and that were given it when they were processed ahead of time. */
class NeighboursAheadOfTimeIT {

    private static final List<String> ENABLED =
            List.of("--auto-import.workers.enabled=true", "--auto-import.workers.ami-name=CML-2.7.0-*");

    @TempDir
    private Path folder;

    /** Processes the host with some arguments, and starts it with these and others. */
    private List<String> run(List<String> always, String... onlyAtTheStart) throws Exception {
        ProcessedHost host = ProcessedHost.of(folder, MinimalHost.class, always.toArray(String[]::new));
        List<String> lines = host.run(
                Map.of(),
                Stream.of(always.stream(), ENABLED.stream(), Stream.of(onlyAtTheStart))
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new));
        assertThat(lines)
                .contains(MinimalHost.STARTED)
                .anyMatch(line -> line.contains("AOT-processed"))
                .noneMatch(line -> line.contains(" ERROR "));
        return lines;
    }

    @Test
    void dbSchedulerRunsTheJobs() throws Exception {
        Path table = Files.writeString(
                folder.resolve("schema.sql"), EngineDatabase.DB_SCHEDULER_TABLE.getContentAsString(UTF_8));

        assertThat(run(
                        List.of("--auto-import.jobs.scheduler=db-scheduler", "--db-scheduler.enabled=true"),
                        "--spring.sql.init.schema-locations=" + table.toUri()))
                .anyMatch(line -> line.contains("scheduled by db-scheduler (as configured)"));
    }

    @Test
    void quartzRunsTheJobs() throws Exception {
        assertThat(run(List.of("--auto-import.jobs.scheduler=quartz")))
                .anyMatch(line -> line.contains("scheduled by quartz (as configured)"));
    }

    @Test
    void jobRunrRunsTheJobs() throws Exception {
        assertThat(run(List.of("--auto-import.jobs.scheduler=jobrunr", "--jobrunr.background-job-server.enabled=true")))
                .anyMatch(line -> line.contains("scheduled by jobrunr (as configured)"));
    }

    @Test
    void mongoDbKeepsTheDueTimes() throws Exception {
        assertThat(run(
                        List.of("--auto-import.jobs.store=mongodb"),
                        "--spring.mongodb.uri=" + TestMongo.emptyDatabase()))
                .anyMatch(line -> line.contains("scheduled by spring") && line.contains("store: mongodb"));
    }

    @Test
    void redisKeepsTheDueTimesAndThereIsASinkForEvents() throws Exception {
        String[] redis = Stream.of(TestRedis.emptyDatabase().properties())
                .map(property -> "--" + property)
                .toArray(String[]::new);

        assertThat(run(
                        List.of(
                                "--auto-import.jobs.store=redis",
                                "--auto-import.events.cloudevents.enabled=true",
                                "--auto-import.events.cloudevents.sink=http://127.0.0.1:9/events"),
                        redis))
                .anyMatch(line -> line.contains("scheduled by spring") && line.contains("store: redis"))
                .contains(MinimalHost.BEAN + "autoImportJdbcOutbox");
    }
}
