package io.autoimport.spring.reliability;

import io.autoimport.core.model.JobStatus;
import java.util.Set;

/** What a fault costs, at most, until the next run. */
enum Consequence {
    /** The run does all that it has to do. */
    NOTHING("nothing", Set.of(JobStatus.SUCCESS)),
    /** The page is not written, and counts as failed. */
    PAGE("the page", Set.of(JobStatus.PARTIAL, JobStatus.FAILED)),
    /** It depends on whether the pool notices that a connection is dead before it gives it away. */
    A_PAGE_AT_MOST("a page at most", Set.of(JobStatus.SUCCESS, JobStatus.PARTIAL, JobStatus.FAILED)),
    /** The target is done in part or not at all; others are complete. */
    TARGET("the target", Set.of(JobStatus.PARTIAL)),
    /** No run begins; it is tried again. */
    RUN("the attempt", Set.of(JobStatus.SUCCESS, JobStatus.FAILED)),
    /** The process: what it had committed stays, and the job is still due. */
    PROCESS("the process", Set.of());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // it is: Set.of
    private final Set<JobStatus> statuses;

    Consequence(String title, Set<JobStatus> statuses) {
        this.title = title;
        this.statuses = statuses;
    }

    String title() {
        return title;
    }

    /** How the run may end that the fault struck. */
    Set<JobStatus> statuses() {
        return statuses;
    }
}
