package io.autoimport.sample.jobs;

import io.autoimport.core.job.RecurrentJob;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Fails whenever it runs, on purpose: it is run again all the same, and the other jobs go on as if it weren't there. */
@Component
@ConditionalOnProperty(name = "sample.failing-job.enabled", havingValue = "true")
class AlwaysFailingJob implements RecurrentJob {

    private final Duration interval;

    AlwaysFailingJob(@Value("${sample.failing-job.interval}") Duration interval) {
        this.interval = interval;
    }

    @Override
    public String name() {
        return "always-failing";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void run() {
        throw new IllegalStateException("This job fails on purpose, because of sample.failing-job.enabled=true");
    }
}
