package io.autoimport.spring.aheadoftime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.autoimport.core.model.RunRecord;
import io.autoimport.spring.actuator.AutoImportEndpoint;
import io.autoimport.spring.actuator.AutoImportEndpointWebExtension;
import io.autoimport.spring.dbscheduler.AutoImportDbSchedulerAutoConfiguration;
import io.autoimport.spring.jobrunr.AutoImportJobRunrAutoConfiguration;
import io.autoimport.spring.jobrunr.RecurrentJobOnJobRunr;
import io.autoimport.spring.jobs.AutoImportJobsAutoConfiguration;
import io.autoimport.spring.quartz.AutoImportQuartzAutoConfiguration;
import io.autoimport.spring.quartz.RecurrentJobOnQuartz;
import io.autoimport.spring.support.SimulatedHost;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Whatever the library finds by its name, or looks into by reflection, is known to a native image. */
class RuntimeHintsTest {

    private static final String PACKAGES = "io/autoimport/spring/";

    private static RuntimeHints hintsOfAHostWithADatabase() {
        return ProcessedConfigurations.hints(
                Map.of("management.endpoints.web.exposure.include", "autoimport"), SimulatedHost.AUTO_CONFIGURATIONS);
    }

    private static void assertThatJsonIsMadeOf(List<? extends Type> roots, RuntimeHints hints) {
        assertThat(JsonTypes.reachableFrom(roots)).isNotEmpty().allSatisfy(type -> {
            assertThat(reflection().onType(type)).accepts(hints);
            if (type.isRecord()) {
                assertThat(reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                        .accepts(hints);
                for (RecordComponent component : type.getRecordComponents()) {
                    assertThat(reflection().onMethodInvocation(component.getAccessor()))
                            .as(() -> component.toString())
                            .accepts(hints);
                }
            }
        });
    }

    @Test
    void everyResourceOfTheLibraryIsIncluded() throws IOException {
        RuntimeHints hints = hintsOfAHostWithADatabase();

        List<String> resources = Stream.of(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:" + PACKAGES + "**/*.*"))
                .filter(Resource::isFile)
                .map(resource -> resource.getDescription().replace('\\', '/'))
                .filter(description -> !description.contains(".class"))
                .map(description -> description.substring(description.indexOf(PACKAGES), description.indexOf(']')))
                .toList();

        assertThat(resources)
                .contains("io/autoimport/spring/jdbc/schema-postgresql.sql")
                .allSatisfy(name -> assertThat(resource().forResource(name)).accepts(hints));
    }

    @Test
    void everythingThatAStoredRunIsMadeOfCanBeWrittenAndRead() {
        assertThatJsonIsMadeOf(List.of(RunRecord.class), hintsOfAHostWithADatabase());
    }

    @Test
    void everythingThatTheEndpointAnswersCanBeWritten() throws ClassNotFoundException {
        List<Type> answers = Stream.of(
                        AutoImportEndpoint.class,
                        AutoImportEndpointWebExtension.class,
                        // what the operations answer that return an Object
                        Class.forName("io.autoimport.spring.actuator.Inquiries"))
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(RuntimeHintsTest::answers)
                .map(RuntimeHintsTest::answerOf)
                .toList();

        assertThatJsonIsMadeOf(answers, hintsOfAHostWithADatabase());
    }

    private static boolean answers(Method method) {
        boolean operation =
                method.isAnnotationPresent(ReadOperation.class) || method.isAnnotationPresent(WriteOperation.class);
        boolean ofInquiries = method.getDeclaringClass().getSimpleName().equals("Inquiries");
        return operation || (ofInquiries && !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic());
    }

    // What wraps an answer is Spring Boot's.
    private static Type answerOf(Method method) {
        return method.getGenericReturnType();
    }

    @Test
    void quartzCanMakeTheJobThatItKnowsByName() {
        RuntimeHints hints = ProcessedConfigurations.hints(
                Map.of("auto-import.jobs.scheduler", "quartz"),
                AutoConfigurations.of(
                        QuartzAutoConfiguration.class,
                        AutoImportJobsAutoConfiguration.class,
                        AutoImportQuartzAutoConfiguration.class));

        assertThat(reflection()
                        .onType(RecurrentJobOnQuartz.class)
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                .accepts(hints);
    }

    @Test
    void jobRunrCanCallTheJobThatItKnowsByName() throws NoSuchMethodException {
        RuntimeHints hints = ProcessedConfigurations.hints(
                Map.of("auto-import.jobs.scheduler", "jobrunr"),
                UserConfigurations.of(HostWithJobRunr.class),
                AutoConfigurations.of(AutoImportJobsAutoConfiguration.class, AutoImportJobRunrAutoConfiguration.class));

        assertThat(reflection().onMethodInvocation(RecurrentJobOnJobRunr.class.getMethod("run", String.class)))
                .accepts(hints);
    }

    @Test
    void dbSchedulerCanSerializeTheDataOfATask() {
        RuntimeHints hints = ProcessedConfigurations.hints(
                Map.of(),
                UserConfigurations.of(HostWithDbScheduler.class),
                AutoConfigurations.of(
                        AutoImportJobsAutoConfiguration.class, AutoImportDbSchedulerAutoConfiguration.class));

        assertThat(reflection().onJavaSerialization(String.class, true)).accepts(hints);
    }

    @Configuration(proxyBeanMethods = false)
    static class HostWithJobRunr {

        @Bean
        StorageProvider storage() {
            throw new IllegalStateException("No bean is made while an application is processed");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HostWithDbScheduler {

        @Bean
        Scheduler scheduler() {
            throw new IllegalStateException("No bean is made while an application is processed");
        }
    }
}
