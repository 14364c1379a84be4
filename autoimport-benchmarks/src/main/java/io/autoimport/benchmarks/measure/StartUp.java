package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.process.WebApplication;
import java.io.IOException;

/** What the starter costs an application that starts with it, and has nothing to import yet. */
public final class StartUp implements Measure {

    private static final int TIMES = 3;

    @Override
    public Section measure(int rounds) throws IOException {
        Samples with = new Samples();
        Samples disabled = new Samples();
        Samples without = new Samples();
        WebApplication.start(true, true); // the files are read from the disk once
        WebApplication.start(false, false);
        for (int i = 0; i < rounds * TIMES; i++) {
            without.add(WebApplication.start(false, false).millis());
            with.add(WebApplication.start(true, true).millis());
            disabled.add(WebApplication.start(true, false).millis());
        }
        WebApplication.Started started = WebApplication.start(true, true);
        WebApplication.Started bare = WebApplication.start(false, false);
        Section section = new Section(
                "Start of a minimal Spring Boot web application",
                "application",
                "JVM's start to ready",
                "AWS classes loaded",
                "threads");
        section.row("without the starter", Section.millis(without.median()), bare.awsClasses(), bare.threads());
        section.row(
                "with the starter, enabled", Section.millis(with.median()), started.awsClasses(), started.threads());
        WebApplication.Started off = WebApplication.start(true, false);
        section.row(
                "with the starter, not enabled", Section.millis(disabled.median()), off.awsClasses(), off.threads());
        double more = with.median() - without.median();
        section.atMost(
                "start of a minimal web application",
                "milliseconds more, or 5 %,",
                Math.max(50, without.median() * 0.05),
                more);
        section.atMost("start of a minimal web application", "AWS classes", 0, (double) started.awsClasses());
        return section;
    }
}
