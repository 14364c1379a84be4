package io.autoimport.spring.aheadoftime;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host that says what is there when all beans are made and none is started, which is where a training run ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RefreshedHost {

    /** Printed before any bean is started. */
    static final String REFRESHED = "HOST REFRESHED";

    /** Printed if the host went on. */
    static final String STARTED = "HOST STARTED";

    static final List<String> TABLES = List.of("auto_import_job", "auto_import_job_result", "auto_import_lock");

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(RefreshedHost.class);
        application.setDefaultProperties(Map.of("db-scheduler.enabled", "false", "jobrunr.database.type", "mem"));
        application.run(args).close();
        System.out.println(STARTED);
    }

    @Bean
    LifecycleProcessor lifecycleProcessor(JdbcTemplate jdbc) {
        return new DefaultLifecycleProcessor() {

            @Override
            public void onRefresh() {
                Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("THREAD " + thread.getName()));
                TABLES.forEach(table -> System.out.println(
                        "ROWS " + table + " " + jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class)));
                System.out.println(REFRESHED);
                super.onRefresh();
            }
        };
    }
}
