package io.autoimport.sample.aheadoftime;

import static io.autoimport.sample.aheadoftime.JavaProcess.APPLICATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of the application's classes, made by a run that ends before anything is started. */
class ClassDataSharingIT {

    private static final String AHEAD_OF_TIME = "-Dspring.aot.enabled=true";

    /** A class that no other library would bring into the archive. */
    private static final String OURS = "io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration";

    @TempDir
    private Path folder;

    private void run(String... arguments) throws IOException, InterruptedException {
        try (JavaProcess process = JavaProcess.start(folder, Map.of(), List.of(arguments))) {
            process.awaitEnd(0);
        }
    }

    /** How long the application takes to start, in seconds. */
    private String startTime(Path jar, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-jar", jar.toString(), "--server.port=0"));
        try (JavaProcess application = JavaProcess.start(folder, Map.of(), arguments)) {
            Object ignored = application.awaitStart();
            return application.startTime();
        }
    }

    private Path extracted() throws IOException, InterruptedException {
        Path extracted = folder.resolve("extracted");
        run("-Djarmode=tools", "-jar", APPLICATION.toString(), "extract", "--destination", extracted.toString());
        return extracted.resolve(APPLICATION.getFileName());
    }

    private Path archiveOf(Path jar, String name, String... options) throws IOException, InterruptedException {
        Path archive = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar.toString(),
                "--server.port=0"));
        run(arguments.toArray(String[]::new));
        assertThat(archive).isNotEmptyFile();
        return archive;
    }

    @Test
    void classesOfTheLibraryComeFromTheArchive() throws Exception {
        Path jar = extracted();
        Path archive = archiveOf(jar, "application.jsa", AHEAD_OF_TIME);
        Path loaded = folder.resolve("classes.log");

        String ignored =
                startTime(jar, AHEAD_OF_TIME, "-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + loaded);

        assertThat(Files.readAllLines(loaded))
                .filteredOn(line -> line.contains(OURS + " "))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("source: shared objects file (top)"));
    }

    @Test
    void startTimesAreWrittenDown() throws Exception {
        Path jar = extracted();
        String archive = "-XX:SharedArchiveFile=" + archiveOf(jar, "plain.jsa");
        String archiveAheadOfTime = "-XX:SharedArchiveFile=" + archiveOf(jar, "ahead-of-time.jsa", AHEAD_OF_TIME);
        Map<String, String> seconds = new LinkedHashMap<>();
        seconds.put("the jar as it is", startTime(APPLICATION));
        seconds.put("processed ahead of time", startTime(APPLICATION, AHEAD_OF_TIME));
        seconds.put("extracted", startTime(jar));
        seconds.put("extracted, with an archive", startTime(jar, archive));
        seconds.put(
                "processed ahead of time, extracted, with an archive",
                startTime(jar, AHEAD_OF_TIME, archiveAheadOfTime));

        String table = seconds.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + row.getValue() + " s |")
                .collect(Collectors.joining("\n", "| start | Spring Boot's own count |\n|---|---:|\n", "\n"));
        System.out.println(table);
        Path written = Files.writeString(APPLICATION.resolveSibling("start-times.md"), table);
        assertThat(written).isNotEmptyFile();
        assertThat(seconds.values())
                .allSatisfy(time -> assertThat(Double.parseDouble(time)).isPositive());
    }
}
