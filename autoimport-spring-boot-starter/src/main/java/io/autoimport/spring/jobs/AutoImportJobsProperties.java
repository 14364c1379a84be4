package io.autoimport.spring.jobs;

import io.autoimport.spring.properties.BuildTimeChoice;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the scheduling of recurrent jobs.
 *
 * @param scheduler What schedules all recurrent jobs: 'spring', 'db-scheduler', 'quartz', 'jobrunr', or 'none'. 'auto'
 *     takes what the application already runs.
 * @param store Where due times (on Spring's scheduler) and the results of the last runs are kept: 'jdbc', 'mongodb',
 *     'redis' or 'memory'. 'auto' takes the first that the application has.
 * @param lockLease How long a node that has died keeps others from running its job, on Spring's scheduler. At least a
 *     second. A plain number is seconds.
 * @param node Name of this node in the history of runs, such as 'web-1:4711'. The name of the machine and the process
 *     id if not set.
 * @param shutdownTimeout How long the end of the application waits for running jobs, after asking them to stop. Zero
 *     for not at all; negative is refused. A plain number is seconds.
 */
@ConfigurationProperties(AutoImportJobsProperties.PREFIX)
public record AutoImportJobsProperties(
        @DefaultValue("auto") Scheduler scheduler,
        @DefaultValue("auto") Store store,

        @DefaultValue("1m") @DurationUnit(ChronoUnit.SECONDS)
        Duration lockLease,

        @Nullable String node,

        @DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS)
        Duration shutdownTimeout) {

    /** The prefix of these properties. */
    public static final String PREFIX = "auto-import.jobs";

    /**
     * Refuses a store that the application does not have because it was given another one when it was processed ahead of
     * time. Otherwise what is asked for, and what is there, have been compared before.
     *
     * @param given the one that it has
     * @throws InvalidAutoImportPropertyException if another one is asked for
     */
    public void confirm(Store given) {
        if (store != Store.AUTO && store != given) {
            throw BuildTimeChoice.contradicted(PREFIX + ".store", store.code(), given.code());
        }
    }

    /** What can schedule recurrent jobs. */
    public enum Scheduler {
        /** What the host already runs. */
        AUTO("auto", "scheduler"),
        /** Spring's TaskScheduler. */
        SPRING("spring", "scheduler"),
        /** The application's db-scheduler. */
        DB_SCHEDULER("db-scheduler", "Scheduler bean of db-scheduler"),
        /** The application's Quartz. */
        QUARTZ("quartz", "Scheduler bean of Quartz"),
        /** The application's JobRunr. */
        JOBRUNR("jobrunr", "StorageProvider bean of JobRunr"),
        /** Nothing: the host runs the jobs by itself. */
        NONE("none", "scheduler");

        private final String code;
        private final String need;

        Scheduler(String code, String need) {
            this.code = code;
            this.need = need;
        }

        /**
         * The value of the property.
         *
         * @return for example {@code db-scheduler}
         */
        public String code() {
            return code;
        }

        String need() {
            return need;
        }
    }

    /** Where due times and results can be kept. */
    public enum Store {
        /** The first of the others that the host has. */
        AUTO("auto", "store"),
        /** The application's relational database. */
        JDBC("jdbc", "single or primary DataSource bean, or no spring-boot-jdbc"),
        /** The application's MongoDB. */
        MONGODB("mongodb", "MongoDatabaseFactory bean"),
        /** The application's Redis. */
        REDIS("redis", "RedisConnectionFactory bean"),
        /** This process, until it ends. */
        MEMORY("memory", "store");

        private final String code;
        private final String need;

        Store(String code, String need) {
            this.code = code;
            this.need = need;
        }

        /**
         * The value of the property.
         *
         * @return for example {@code jdbc}
         */
        public String code() {
            return code;
        }

        String need() {
            return need;
        }
    }
}
