package io.autoimport.spring.quartz;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Quartz runs when a recurrent job is due. Quartz stores the name of this class with each job: it must stay as it is.
 * Takes all that it needs from the scheduler's context, so that it works with every JobFactory that a host may have.
 */
@DisallowConcurrentExecution
public final class RecurrentJobOnQuartz implements Job {

    private static final Logger log = LoggerFactory.getLogger(RecurrentJobOnQuartz.class);

    /** For Quartz. */
    public RecurrentJobOnQuartz() {}

    /**
     * Runs the recurrent job of the same name.
     *
     * @param context says which one
     * @throws JobExecutionException if what came out can't be written down; the job then runs again at Quartz's next time
     */
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            if (context.getScheduler().getContext().get(QuartzRuns.KEY) instanceof QuartzRuns runs) {
                runs.run(context);
            } else {
                log.warn(
                        "The recurrent job {} is due, and nothing on this node can run it. Its scheduler shares a store with"
                                + " an application that has its recurrent jobs on Quartz; set auto-import.jobs.scheduler=quartz"
                                + " here, too",
                        context.getJobDetail().getKey().getName());
            }
        } catch (SchedulerException e) {
            throw new JobExecutionException(e);
        }
    }
}
