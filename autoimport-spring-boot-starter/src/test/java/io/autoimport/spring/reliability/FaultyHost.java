package io.autoimport.spring.reliability;

import io.autoimport.spring.aws.AutoImportAwsAutoConfiguration;
import io.autoimport.spring.cloudevents.AutoImportCloudEventsAutoConfiguration;
import io.autoimport.spring.cloudevents.AutoImportCloudEventsSinkAutoConfiguration;
import io.autoimport.spring.events.AutoImportEventsAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcJobStoreAutoConfiguration;
import io.autoimport.spring.jdbc.AutoImportJdbcOutboxAutoConfiguration;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.lock.AutoImportLockAutoConfiguration;
import io.autoimport.spring.scheduling.AutoImportSpringSchedulerAutoConfiguration;
import io.autoimport.spring.support.TestSink;
import io.autoimport.spring.transaction.AutoImportTransactionAutoConfiguration;
import io.autoimport.spring.workers.AutoImportWorkersAutoConfiguration;
import io.autoimport.test.ec2.Ec2Simulator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An application with a database and a job of its own, in whose import faults can be made to happen. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    AutoImportAwsAutoConfiguration.class,
    AutoImportCloudEventsAutoConfiguration.class,
    AutoImportCloudEventsSinkAutoConfiguration.class,
    AutoImportEventsAutoConfiguration.class,
    AutoImportJdbcAutoConfiguration.class,
    AutoImportJdbcJobStoreAutoConfiguration.class,
    AutoImportJdbcOutboxAutoConfiguration.class,
    AutoImportJobsAutoConfiguration.class,
    AutoImportLockAutoConfiguration.class,
    AutoImportSpringSchedulerAutoConfiguration.class,
    AutoImportTransactionAutoConfiguration.class,
    AutoImportWorkersAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
class FaultyHost {

    static final String RECEIVED = "CREATE TABLE IF NOT EXISTS received (instance_id text)";

    /** The name under which the database knows the connections of this application. */
    static final String APPLICATION = "faulty-host";

    /** Starts it on a PostgreSQL database and an EC2 simulator, with its gate shut. */
    static ConfigurableApplicationContext start(String databaseUrl, Ec2Simulator ec2, TestSink sink) {
        return start(arguments(databaseUrl, ec2, sink, Map.of()).toArray(String[]::new));
    }

    static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(FaultyHost.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    static List<String> arguments(String databaseUrl, Ec2Simulator ec2, TestSink sink, Map<String, String> more) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put(
                "spring.datasource.url",
                databaseUrl + (databaseUrl.contains("?") ? "&" : "?") + "ApplicationName=" + APPLICATION
                        + "&options=-c%20deadlock_timeout%3D" + HostDatabase.LOOK_FOR_DEADLOCK);
        properties.put("spring.datasource.username", "postgres");
        properties.put("spring.datasource.hikari.connection-timeout", 10_000);
        properties.put("spring.datasource.hikari.maximum-pool-size", 5);
        properties.put("auto-import.jdbc.initialize-schema", "always");
        properties.put("auto-import.jobs.lock-lease", "3s");
        properties.put("auto-import.workers.enabled", true);
        properties.put("auto-import.workers.interval", "100ms");
        properties.put("auto-import.workers.initial-delay", 0);
        properties.put("auto-import.workers.regions", "us-east-1,eu-west-1");
        properties.put("auto-import.workers.max-concurrency", 1);
        properties.put("auto-import.workers.ami-name", "CML-*");
        properties.put("auto-import.workers.aws.endpoint", ec2.endpoint());
        properties.put("auto-import.workers.aws.api-call-timeout", "30s");
        properties.put("auto-import.workers.aws.api-call-attempt-timeout", "20s");
        properties.put("auto-import.events.cloudevents.enabled", true);
        properties.put("auto-import.events.cloudevents.sink", sink.url());
        properties.put("auto-import.events.cloudevents.request-timeout", "1s");
        properties.put("auto-import.events.cloudevents.outbox.min-backoff", "10ms");
        properties.put("auto-import.events.cloudevents.outbox.max-backoff", "100ms");
        properties.put("auto-import.events.cloudevents.outbox.poll-interval", "50ms");
        properties.put("host.access-key", ec2.account().accessKeyId());
        properties.put("host.secret-key", ec2.account().secretAccessKey());
        properties.putAll(more);
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toList();
    }

    @Bean
    static Tripwire tripwire() {
        return new Tripwire();
    }

    @Bean
    static Tripping tripping(Tripwire tripwire) {
        return new Tripping(tripwire);
    }

    @Bean
    JumpingClock clock() {
        return new JumpingClock();
    }

    @Bean
    CallTimeouts callTimeouts() {
        return new CallTimeouts();
    }

    @Bean
    TrippingLockProvider lockProvider(DataSource dataSource, Tripwire tripwire) {
        return new TrippingLockProvider(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(dataSource))
                        .withTableName("auto_import_lock")
                        .usingDbTime()
                        .build()),
                tripwire);
    }

    @Bean
    Witness witness(DataSource dataSource, Tripwire tripwire) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.execute(RECEIVED);
        return new Witness(jdbc, tripwire);
    }

    @Bean
    AwsCredentialsProvider credentials(Environment environment) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                environment.getRequiredProperty("host.access-key"),
                environment.getRequiredProperty("host.secret-key")));
    }
}
