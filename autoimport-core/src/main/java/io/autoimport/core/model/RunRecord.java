package io.autoimport.core.model;

import java.util.List;
import java.util.Objects;

/**
 * What a job store keeps of a run.
 *
 * @param result what it did
 * @param node on which node it ran
 * @param targets how each target has been doing, this run included
 */
public record RunRecord(JobResult result, String node, List<TargetState> targets) {

    /** Checks and copies. */
    public RunRecord {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(node, "node");
        targets = List.copyOf(targets);
    }
}
