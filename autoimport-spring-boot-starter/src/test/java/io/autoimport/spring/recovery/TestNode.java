package io.autoimport.spring.recovery;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.job.RecurrentJob;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.spi.JobStore;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.core.telemetry.Observation;
import io.autoimport.spring.aws.AutoImportAwsAutoConfiguration;
import io.autoimport.spring.events.AutoImportEventsAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcJobLockAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.jobs.JobLock;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.mongodb.AutoImportMongoJobLockAutoConfiguration;
import io.autoimport.spring.mongodb.AutoImportMongoJobStoreAutoConfiguration;
import io.autoimport.spring.redis.AutoImportRedisJobLockAutoConfiguration;
import io.autoimport.spring.redis.AutoImportRedisJobStoreAutoConfiguration;
import io.autoimport.spring.scheduling.AutoImportSpringSchedulerAutoConfiguration;
import io.autoimport.spring.transaction.AutoImportTransactionAutoConfiguration;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.ClockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * One node of a host application, in a JVM of its own. Its jobs print when they begin and end, by the clock of the machine:
 * all nodes of a test are on one machine, so that these times can be compared, whatever the clock of the node.
 */
final class TestNode {

    /** Begins the line that is printed once the host has started. */
    static final String READY = "NODE IS READY ";

    /** Begins the line that is printed when a run begins. */
    static final String BEGIN = "RUN BEGINS ";

    /** Begins the line that is printed when a run is over. */
    static final String END = "RUN ENDS ";

    /** Begins the line that is printed when the next due time, with which it ends, is written down, and the lock given back. */
    static final String SETTLED = "RUN IS SETTLED ";

    private static final Map<String, Class<?>> HOSTS =
            Map.of("jdbc", Host.class, "redis", RedisHost.class, "mongodb", MongoHost.class);

    private TestNode() {}

    /** The first argument is the kind of the store. */
    public static void main(String[] args) {
        ConfigurableApplicationContext node = new SpringApplicationBuilder(hostOf(args[0]))
                .web(WebApplicationType.NONE)
                .run(args);
        ClockProvider.setClock(node.getBean(Clock.class));
        if (node.getEnvironment().containsProperty("node.warm-up")) {
            JobResult unused = node.getBean(AutoImportWorkersJob.class).execute(true);
        }
        say(READY + System.currentTimeMillis());
    }

    /** The configuration of a host with a store of this kind. */
    static Class<?> hostOf(String kind) {
        return HOSTS.get(kind);
    }

    private static Duration duration(Environment environment, String property, Duration otherwise) {
        return Binder.get(environment).bind(property, Duration.class).orElse(otherwise);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void say(String what, String job) {
        say(what + job + " " + System.currentTimeMillis());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AutoImportAwsAutoConfiguration.class,
        AutoImportEventsAutoConfiguration.class,
        AutoImportJdbcAutoConfiguration.class,
        AutoImportJdbcJobLockAutoConfiguration.class,
        AutoImportJdbcJobStoreAutoConfiguration.class,
        AutoImportJobsAutoConfiguration.class,
        AutoImportLockAutoConfiguration.class,
        AutoImportSpringSchedulerAutoConfiguration.class,
        AutoImportTransactionAutoConfiguration.class,
        AutoImportWorkersAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class Host {

        @Bean
        @ConditionalOnProperty("node.tick.interval")
        RecurrentJob tick(Environment environment) {
            return new Tick(environment);
        }

        @Bean
        @ConditionalOnProperty("node.ec2.access-key")
        AwsCredentialsProvider credentials(Environment environment) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    environment.getRequiredProperty("node.ec2.access-key"),
                    environment.getRequiredProperty("node.ec2.secret-key")));
        }

        @Bean
        ImportListener sayer() {
            return new Sayer();
        }

        @Bean
        static BeanPostProcessor tellingLock(ObjectProvider<JobStore> store) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof JobLock lock ? telling(lock, store) : bean;
                }
            };
        }

        private static JobLock telling(JobLock lock, ObjectProvider<JobStore> store) {
            return jobName -> lock.tryLock(jobName).map(held -> () -> {
                Optional<JobSchedule> schedule = find(store.getObject(), jobName);
                held.release();
                schedule.ifPresent(next -> say(SETTLED + next.dueTime().toEpochMilli()));
            });
        }

        private static Optional<JobSchedule> find(JobStore store, String jobName) {
            try {
                return store.findSchedule(jobName);
            } catch (
                    RuntimeException
                            e) { // it is away, and nothing is settled; the lock must be given back all the same
                return Optional.empty();
            }
        }

        /** All clocks that a node looks at. */
        @Bean
        Clock clock(Environment environment) {
            Duration skew = duration(environment, "node.clock-skew", Duration.ZERO);
            return Clock.offset(Clock.system(ZoneOffset.UTC), skew);
        }

        @Bean
        ThreadPoolTaskScheduler taskScheduler(Clock clock) {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setClock(clock);
            return scheduler;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Host.class)
    @ImportAutoConfiguration({
        AutoImportRedisJobLockAutoConfiguration.class,
        AutoImportRedisJobStoreAutoConfiguration.class,
        DataRedisAutoConfiguration.class
    })
    static class RedisHost {}

    @Configuration(proxyBeanMethods = false)
    @Import(Host.class)
    @ImportAutoConfiguration({
        AutoImportMongoJobLockAutoConfiguration.class,
        AutoImportMongoJobStoreAutoConfiguration.class,
        DataMongoAutoConfiguration.class,
        MongoAutoConfiguration.class
    })
    static class MongoHost {}

    private static final class Tick implements RecurrentJob {

        private final Duration interval;
        private final Duration initialDelay;
        private final Duration duration;

        private Tick(Environment environment) {
            interval = duration(environment, "node.tick.interval", Duration.ZERO);
            initialDelay = duration(environment, "node.tick.initial-delay", interval);
            duration = duration(environment, "node.tick.duration", Duration.ZERO);
        }

        @Override
        public String name() {
            return "tick";
        }

        @Override
        public Duration interval() {
            return interval;
        }

        @Override
        public Duration initialDelay() {
            return initialDelay;
        }

        @Override
        public void run() {
            say(BEGIN, name());
            try {
                // Nobody counts down: it takes its time, or is interrupted.
                if (!new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                    say(END, name());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Sayer implements ImportListener {

        @Override
        public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
            say(BEGIN, "import");
            return new Observation<>() {
                @Override
                public void completed(JobResult result) {
                    say(END, "import");
                }

                @Override
                public void close() {}
            };
        }
    }
}
