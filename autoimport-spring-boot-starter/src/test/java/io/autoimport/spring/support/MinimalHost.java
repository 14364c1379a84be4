package io.autoimport.spring.support;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The smallest host there is, to be started in a JVM of its own. It has Quartz and JobRunr, too, but nothing in them that
 * would keep or run the library's jobs.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class MinimalHost {

    /** Printed once the host has started. */
    public static final String STARTED = "MINIMAL HOST STARTED";

    /** Printed for each bean of a name that contains "auto". */
    public static final String BEAN = "BEAN ";

    public static void main(String[] args) throws InterruptedException {
        SpringApplication application = new SpringApplication(MinimalHost.class);
        application.setDefaultProperties(Map.of("db-scheduler.enabled", "false", "jobrunr.database.type", "mem"));
        try (ConfigurableApplicationContext context = application.run(args)) {
            for (String name : context.getBeanDefinitionNames()) {
                System.out.println(BEAN + name);
            }
            System.out.println(STARTED);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("auto-import-cleanup")) {
                    thread.join(); // it does one thing, and ends
                }
            }
            Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("THREAD " + thread.getName()));
        }
    }
}
