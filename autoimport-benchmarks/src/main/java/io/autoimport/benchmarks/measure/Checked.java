package io.autoimport.benchmarks.measure;

import io.autoimport.benchmarks.process.Host;

/** Sees to it that what was measured was done. */
final class Checked {

    private Checked() {}

    static double millis(Host host, long instances) {
        return run(host, instances).millis();
    }

    static Host.Run run(Host host, long instances) {
        Host.Run run = host.run();
        equal("instances found", instances, run.found());
        return run;
    }

    static void equal(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": " + actual + ", and not " + expected);
        }
    }
}
