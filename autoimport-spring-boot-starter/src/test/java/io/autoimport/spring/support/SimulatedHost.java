package io.autoimport.spring.support;

import io.autoimport.spring.actuator.AutoImportActuatorAutoConfiguration;
import io.autoimport.spring.actuator.AutoImportHealthAutoConfiguration;
import io.autoimport.spring.aws.AutoImportAwsAutoConfiguration;
import io.autoimport.spring.cloudevents.AutoImportCloudEventsAutoConfiguration;
import io.autoimport.spring.cloudevents.AutoImportCloudEventsMissingAutoConfiguration;
import io.autoimport.spring.cloudevents.AutoImportCloudEventsSinkAutoConfiguration;
import io.autoimport.spring.events.AutoImportEventsAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcJobLockAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcOutboxAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.micrometer.AutoImportMicrometerAutoConfiguration;
import io.autoimport.spring.scheduling.AutoImportSpringSchedulerAutoConfiguration;
import io.autoimport.spring.telemetry.AutoImportOpenTelemetryAutoConfiguration;
import io.autoimport.spring.transaction.AutoImportTransactionAutoConfiguration;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import io.autoimport.test.ec2.Ec2Simulator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Host applications whose EC2 is a simulator. */
public final class SimulatedHost {

    /** All autoconfigurations of the starter, and those of Boot that an application with a database has. */
    public static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
            AutoImportActuatorAutoConfiguration.class,
            AutoImportHealthAutoConfiguration.class,
            AutoImportAwsAutoConfiguration.class,
            AutoImportCloudEventsAutoConfiguration.class,
            AutoImportCloudEventsMissingAutoConfiguration.class,
            AutoImportCloudEventsSinkAutoConfiguration.class,
            AutoImportEventsAutoConfiguration.class,
            AutoImportJdbcAutoConfiguration.class,
            AutoImportJdbcJobLockAutoConfiguration.class,
            AutoImportJdbcJobStoreAutoConfiguration.class,
            AutoImportJdbcOutboxAutoConfiguration.class,
            AutoImportLockAutoConfiguration.class,
            AutoImportMicrometerAutoConfiguration.class,
            AutoImportJobsAutoConfiguration.class,
            AutoImportSpringSchedulerAutoConfiguration.class,
            AutoImportOpenTelemetryAutoConfiguration.class,
            AutoImportTransactionAutoConfiguration.class,
            AutoImportWorkersAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            TransactionAutoConfiguration.class);

    private SimulatedHost() {}

    /** A host without a database, its job enabled but never due by itself. */
    public static ApplicationContextRunner on(Ec2Simulator ec2) {
        return new ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withBean(AwsCredentialsProvider.class, () -> credentialsOf(ec2))
                .withPropertyValues(
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.interval=1h",
                        "auto-import.workers.preflight=off", // so that a test can count the requests of a scan
                        "auto-import.workers.ami-name=CML-2.7.0-*",
                        "auto-import.workers.aws.endpoint=" + ec2.endpoint());
    }

    /** As {@link #on}, with a database whose table is made at start. */
    public static ApplicationContextRunner on(Ec2Simulator ec2, String databaseUrl) {
        return on(ec2).withPropertyValues(
                        "spring.datasource.url=" + databaseUrl,
                        "spring.datasource.username=" + userOf(databaseUrl),
                        "auto-import.jdbc.initialize-schema=always");
    }

    private static String userOf(String databaseUrl) {
        if (databaseUrl.startsWith("jdbc:h2")) {
            return "sa";
        }
        return databaseUrl.startsWith("jdbc:mariadb") ? "root" : "postgres";
    }

    public static AwsCredentialsProvider credentialsOf(Ec2Simulator ec2) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                ec2.account().accessKeyId(), ec2.account().secretAccessKey()));
    }
}
