package io.autoimport.benchmarks.measure;

import io.autoimport.aws.PageReading;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The parts one by one, with JMH. */
public final class Parts implements Measure {

    @Override
    public Section measure(int rounds) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PageReading.class.getName())
                        .forks(Math.min(rounds, 3))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Section section = new Section(
                "Reading a page of 1,000 instances that is in memory (JMH)", "who", "time", "±, 99.9 %", "allocated");
        for (RunResult result : results) {
            section.row(
                    result.getPrimaryResult().getLabel(),
                    Section.number(result.getPrimaryResult().getScore()) + " ms",
                    Section.number(result.getPrimaryResult().getScoreError()) + " ms",
                    Section.number(Objects.requireNonNull(
                                                    result.getSecondaryResults().get("gc.alloc.rate.norm"))
                                            .getScore()
                                    / 1e6)
                            + " MB");
        }
        return section;
    }
}
