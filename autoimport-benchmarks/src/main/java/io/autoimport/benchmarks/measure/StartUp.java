package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.process.WebApplication;
import io.autoimport.benchmarks.process.WebApplication.Started;
import io.autoimport.benchmarks.process.WebApplication.With;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What the starter costs an application that starts with it, and has nothing to import yet. */
public final class StartUp implements Measure {

    private static final int TIMES = 3;

    private enum Application {
        WITHOUT("without the starter", With.NOTHING, false),
        DEPENDENCIES("with the jars that the starter depends on, and without itself", With.DEPENDENCIES, false),
        DISABLED("with the starter, not enabled", With.STARTER, false),
        ENABLED("with the starter, enabled", With.STARTER, true);

        private final String label;
        private final With with;
        private final boolean enabled;

        Application(String label, With with, boolean enabled) {
            this.label = label;
            this.with = with;
            this.enabled = enabled;
        }

        private Started start() throws IOException {
            return WebApplication.start(with, enabled);
        }
    }

    @Override
    public Section measure(int rounds) throws IOException {
        Map<Application, Samples> millis = new EnumMap<>(Application.class);
        Map<Application, Started> last = new EnumMap<>(Application.class);
        long awsClasses = 0;
        for (int i = 0; i <= rounds * TIMES; i++) {
            for (Application application : Application.values()) {
                Started started = application.start();
                last.put(application, started);
                awsClasses = Math.max(awsClasses, started.awsClasses());
                if (i > 0) { // the first time the files are read from the disk
                    millis.computeIfAbsent(application, a -> new Samples()).add(started.millis());
                }
            }
        }
        Section section = new Section(
                "Start of a minimal Spring Boot web application",
                "application",
                "JVM's start to ready",
                "AWS classes loaded",
                "threads");
        last.forEach((application, started) -> section.row(
                application.label,
                Section.millis(median(millis, application)),
                started.awsClasses(),
                started.threads()));
        double without = median(millis, Application.WITHOUT);
        section.atMost(
                "start of a minimal web application",
                "milliseconds more, or 5 %,",
                Math.max(50, without * 0.05),
                median(millis, Application.ENABLED) - without);
        section.atMost("start of a minimal web application", "AWS classes", 0, (double) awsClasses);
        return section;
    }

    private static double median(Map<Application, Samples> millis, Application application) {
        return millis.getOrDefault(application, new Samples()).median();
    }
}
