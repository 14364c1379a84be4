package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.process.WebApplication;
import io.autoimport.benchmarks.process.WebApplication.Started;
import io.autoimport.benchmarks.process.WebApplication.With;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What the starter costs an application that starts with it, and has nothing to import yet. */
public final class StartUp implements Measure {

    private static final int TIMES = 5;

    private enum Application {
        WITHOUT("without the starter", With.NOTHING, false, false),
        DEPENDENCIES("with the jars that the starter depends on, and without itself", With.DEPENDENCIES, false, false),
        DISABLED("with the starter, not enabled", With.STARTER, false, false),
        ENABLED("with the starter, enabled", With.STARTER, true, false),
        WITHOUT_ARCHIVED("without the starter, with an archive of its classes", With.NOTHING, false, true),
        ENABLED_ARCHIVED("with the starter, enabled, with an archive of its classes", With.STARTER, true, true);

        private final String label;
        private final With with;
        private final boolean enabled;
        private final boolean archived;

        Application(String label, With with, boolean enabled, boolean archived) {
            this.label = label;
            this.with = with;
            this.enabled = enabled;
            this.archived = archived;
        }

        private @Nullable Path archive(Path folder) throws IOException {
            if (!archived) {
                return null;
            }
            Path archive = folder.resolve(this + ".jsa");
            WebApplication.archive(with, enabled, archive);
            return archive;
        }

        private Started start(@Nullable Path archive) throws IOException {
            return WebApplication.start(with, enabled, archive);
        }
    }

    @Override
    public Section measure(int rounds) throws IOException {
        Path folder = Files.createTempDirectory("archives");
        try {
            return measure(rounds, folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Section measure(int rounds, Path folder) throws IOException {
        Map<Application, Path> archives = new EnumMap<>(Application.class);
        for (Application application : Application.values()) {
            @Nullable Path archive = application.archive(folder);
            if (archive != null) {
                archives.put(application, archive);
            }
        }
        Map<Application, Samples> millis = new EnumMap<>(Application.class);
        Map<Application, Started> last = new EnumMap<>(Application.class);
        for (int i = 0; i <= rounds * TIMES; i++) {
            for (Application application : Application.values()) {
                Started started = application.start(archives.get(application));
                last.put(application, started);
                if (i > 0) { // the first time the files are read from the disk
                    millis.computeIfAbsent(application, a -> new Samples()).add(started.millis());
                }
            }
        }
        Section section = new Section(
                "Start of a minimal Spring Boot web application", "application", "JVM's start to ready", "threads");
        last.forEach((application, started) ->
                section.row(application.label, Section.millis(median(millis, application)), started.threads()));
        compare(section, "start of a minimal web application", millis, Application.WITHOUT, Application.ENABLED);
        compare(
                section,
                "the same with an archive of its classes",
                millis,
                Application.WITHOUT_ARCHIVED,
                Application.ENABLED_ARCHIVED);
        section.atMost("start of a minimal web application", "AWS classes", 0, (double) WebApplication.awsClasses());
        return section;
    }

    private static void compare(
            Section section, String work, Map<Application, Samples> millis, Application without, Application with) {
        double before = median(millis, without);
        section.atMost(work, "milliseconds more, or 5 %,", Math.max(50, before * 0.05), median(millis, with) - before);
    }

    private static double median(Map<Application, Samples> millis, Application application) {
        return millis.getOrDefault(application, new Samples()).median();
    }
}
