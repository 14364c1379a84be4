package io.autoimport.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.autoimport.benchmarks.measure.Section;
import io.autoimport.benchmarks.process.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootVersion;
import software.amazon.awssdk.core.util.VersionInfo;

/** What was measured, in the page that tells of it. What people wrote around it stays. */
final class Report {

    private static final String BEGIN = "<!-- measured: what follows is written by the harness -->\n";
    private static final String END = "<!-- end of what was measured -->\n";

    private Report() {}

    static String of(int rounds, List<Section> sections) throws IOException {
        StringBuilder text = new StringBuilder("\n");
        text.append(machine(rounds))
                .append("\n## Against the bars\n\n| work | bar | measured | |\n|---|---|---|---|\n");
        sections.stream()
                .flatMap(section -> section.bars().stream())
                .forEach(bar -> text.append(String.format(
                        "| %s | %s | %s | %s |%n",
                        bar.work(), bar.demanded(), bar.measured(), bar.met() ? "met" : "**missed**")));
        text.append("\n## Medians\n\n");
        sections.forEach(section -> text.append(section.markdown()));
        return text.toString();
    }

    private static String machine(int rounds) throws IOException {
        try (Database database = Database.start()) {
            return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": "
                    + Runtime.getRuntime().availableProcessors() + " cores ("
                    + processor() + "), " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch") + ", JDK " + Runtime.version() + ", PostgreSQL "
                    + database.version()
                    + ", AWS SDK " + VersionInfo.SDK_VERSION + ", Spring Boot " + SpringBootVersion.getVersion()
                    + ". Medians of " + rounds + " rounds, in which the contenders take turns.\n";
        }
    }

    private static String processor() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        return Files.exists(cpuinfo)
                ? Files.readAllLines(cpuinfo).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    static void write(Path page, String measured) throws IOException {
        String text = Files.readString(page, UTF_8);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " has no place for what was measured: "
                    + List.of(BEGIN, END).stream().map(String::strip).collect(Collectors.joining(" … ")));
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + measured + text.substring(end), UTF_8);
    }
}
