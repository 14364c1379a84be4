package io.autoimport.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.autoimport.benchmarks.measure.Section;
import io.autoimport.benchmarks.process.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.boot.SpringBootVersion;
import software.amazon.awssdk.core.util.VersionInfo;

/** The page that tells what was measured: a part for each measure, and around them what people wrote. */
final class Report {

    private final Path page;
    private final String circumstances;

    private Report(Path page, String circumstances) {
        this.page = page;
        this.circumstances = circumstances;
    }

    /** A report that goes into a page. */
    static Report into(Path page, int rounds) throws IOException {
        try (Database database = Database.start()) {
            return new Report(
                    page,
                    "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": "
                            + Runtime.getRuntime().availableProcessors() + " cores (" + processor() + "), "
                            + System.getProperty("os.name") + " " + kernel() + " "
                            + System.getProperty("os.arch") + ", JDK " + Runtime.version() + ", PostgreSQL "
                            + database.version() + ", AWS SDK " + VersionInfo.SDK_VERSION + ", Spring Boot "
                            + SpringBootVersion.getVersion() + "; " + rounds + " rounds.\n");
        }
    }

    // Without what the builder of a kernel appends.
    private static String kernel() {
        return System.getProperty("os.version").replaceFirst("-.*", "");
    }

    /** Puts what a measure found in the place of what it found the last time. */
    void write(String measure, Section section) throws IOException {
        String text = Files.readString(page, UTF_8);
        String begin = "<!-- measured: " + measure + " -->\n";
        String end = "<!-- end of " + measure + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(page + " has no place for it: " + begin + end);
        }
        String part = "\n" + section.markdown() + circumstances + "\n";
        Files.writeString(page, text.substring(0, from) + begin + part + text.substring(to), UTF_8);
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
}
