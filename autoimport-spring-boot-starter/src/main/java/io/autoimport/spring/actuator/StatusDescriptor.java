package io.autoimport.spring.actuator;

import io.autoimport.spring.workers.JobResultDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of the job, as the endpoint shows it. Times are ISO 8601, in UTC.
 *
 * @param enabled whether it is scheduled
 * @param dryRun whether scheduled runs write nothing
 * @param interval the time from one run's start to the next
 * @param node the name of the node that answers
 * @param scheduler what schedules it: spring, db-scheduler, quartz, jobrunr or none
 * @param store where due times and history are kept
 * @param lock what keeps two nodes from running it at the same time
 * @param repository where the workers are kept
 * @param knownInstances where else instances are registered, which are therefore never imported
 * @param sources what it searches for
 * @param nextRun when it is due next; in the past while a node is late or at it; null if nothing is on record
 * @param running whether a run is in progress on this node, or on another one as far as the scheduler knows
 * @param lastRun what the last run did, on whatever node; null if none is on record
 * @param lastSuccess when the last run began that succeeded as a whole; null if none is on record
 * @param targets how each target is doing
 * @param results what the last runs did, the latest first
 * @param outbox the events that wait to be delivered; null if there is no sink
 * @param error why the store or the scheduler could not be asked; null if they could
 */
public record StatusDescriptor(
        boolean enabled,
        boolean dryRun,
        String interval,
        String node,
        String scheduler,
        String store,
        String lock,
        String repository,
        List<String> knownInstances,
        List<SourceDescriptor> sources,
        @Nullable String nextRun,
        boolean running,
        @Nullable JobResultDescriptor lastRun,
        @Nullable String lastSuccess,
        List<TargetDescriptor> targets,
        List<JobResultDescriptor> results,
        @Nullable OutboxDescriptor outbox,
        @Nullable String error) {}
