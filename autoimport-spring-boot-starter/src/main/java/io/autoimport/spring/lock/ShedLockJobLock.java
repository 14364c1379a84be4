package io.autoimport.spring.lock;

import io.autoimport.core.model.Text;
import io.autoimport.spring.jobs.JobLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A lock of ShedLock's, which is prolonged every third of its life for as long as it is held. (ShedLock's own keep-alive
 * takes no lease below 30 seconds, and ends for good at the first exception.) Thread-safe.
 */
public final class ShedLockJobLock implements JobLock {

    private static final Logger log = LoggerFactory.getLogger(ShedLockJobLock.class);

    private static final String PREFIX = "auto-import:";

    private final LockProvider provider;
    private final Duration life;

    /**
     * Makes a lock.
     *
     * @param provider keeps the locks
     * @param lease how long a node that has died keeps others away; of that, the last tenth is left to the others, to notice
     */
    public ShedLockJobLock(LockProvider provider, Duration lease) {
        this.provider = provider;
        this.life = lease.multipliedBy(9).dividedBy(10);
    }

    @Override
    public Optional<Held> tryLock(String jobName) {
        LockConfiguration wanted = new LockConfiguration(ClockProvider.now(), PREFIX + jobName, life, Duration.ZERO);
        return provider.lock(wanted).map(lock -> new KeptAlive(jobName, lock));
    }

    @Override
    public String toString() {
        return "ShedLock, " + provider.getClass().getSimpleName();
    }

    private final class KeptAlive implements Held {

        private final String jobName;
        private final ScheduledExecutorService heart;
        private final ScheduledFuture<?> beat;
        private SimpleLock lock;
        private boolean over;

        private KeptAlive(String jobName, SimpleLock lock) {
            this.jobName = jobName;
            this.lock = lock;
            CustomizableThreadFactory factory = new CustomizableThreadFactory("auto-import-lock-");
            factory.setDaemon(true);
            this.heart = new ScheduledThreadPoolExecutor(1, factory);
            long third = life.dividedBy(3).toMillis();
            this.beat = heart.scheduleAtFixedRate(this::prolong, third, third, TimeUnit.MILLISECONDS);
        }

        private synchronized void prolong() {
            if (over) {
                return;
            }
            try {
                Optional<SimpleLock> prolonged = lock.extend(life, Duration.ZERO);
                if (prolonged.isPresent()) {
                    lock = prolonged.get();
                } else {
                    over = true;
                    beat.cancel(false);
                    log.warn("The lock of job {} is lost before the run is over; another node may begin one", jobName);
                }
            } catch (UnsupportedOperationException e) {
                beat.cancel(false);
                log.debug("The LockProvider does not let the lock of job {} be prolonged", jobName, e);
            } catch (RuntimeException e) {
                log.warn(
                        "The lock of job {} could not be prolonged; trying again: {}",
                        jobName,
                        Text.singleLine(e.toString()));
            }
        }

        @Override
        public void release() {
            beat.cancel(false); // not interrupted: that can break a connection in mid-call
            heart.shutdown();
            synchronized (this) {
                boolean wasOver = over;
                over = true;
                if (wasOver) {
                    return;
                }
                try {
                    lock.unlock();
                } catch (RuntimeException e) {
                    log.warn(
                            "The lock of job {} is not given back, and ends in {}: {}",
                            jobName,
                            life,
                            Text.singleLine(e.toString()));
                }
            }
        }
    }
}
