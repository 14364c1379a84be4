package io.autoimport.sample.workers;

import io.autoimport.sample.cml.CmlStats;
import io.autoimport.sample.cml.CmlSystem;
import io.autoimport.sample.cml.CmlUsage;

/**
 * How busy a worker is, as its CML says.
 *
 * @param version of CML
 * @param ready whether labs can be started
 * @param cpuPercent from 0 to 100, on average over its CPUs
 * @param runningNodes nodes of labs that run
 */
record WorkerLoad(
        String version,
        boolean ready,
        double cpuPercent,
        CmlUsage memory,
        CmlUsage disk,
        int allocatedCpus,
        int runningNodes) {

    static WorkerLoad of(CmlSystem system, CmlStats stats) {
        return new WorkerLoad(
                system.version(),
                system.ready(),
                stats.cpuPercent(),
                stats.memory(),
                stats.disk(),
                stats.allocatedCpus(),
                stats.runningNodes());
    }
}
