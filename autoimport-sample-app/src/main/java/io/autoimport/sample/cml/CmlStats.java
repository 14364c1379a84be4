package io.autoimport.sample.cml;

import java.util.List;

/**
 * What {@code GET /api/v0/system_stats} tells of all compute hosts of a CML together.
 *
 * @param cpus how many there are
 * @param cpuPercent how busy they are on average, from 0 to 100
 * @param memory what is used of it
 * @param disk what is used of it
 * @param allocatedCpus what the nodes of labs were given
 * @param runningNodes nodes of labs that run
 */
public record CmlStats(
        int cpus, double cpuPercent, CmlUsage memory, CmlUsage disk, int allocatedCpus, int runningNodes) {

    /** The stats of one or more compute hosts as those of one. */
    static CmlStats of(List<CmlStats> hosts) {
        return hosts.stream().reduce(CmlStats::plus).orElseThrow();
    }

    private CmlStats plus(CmlStats other) {
        int both = cpus + other.cpus;
        double busy = cpus * cpuPercent + other.cpus * other.cpuPercent;
        return new CmlStats(
                both,
                both == 0 ? 0 : busy / both,
                memory.plus(other.memory),
                disk.plus(other.disk),
                allocatedCpus + other.allocatedCpus,
                runningNodes + other.runningNodes);
    }
}
