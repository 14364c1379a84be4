package io.autoimport.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.Ec2Simulator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A host without Spring and without the AWS SDK: both are optional. */
class WithoutSpringTest {

    @Test
    void aSimulatorIsInjectedWithoutAnyClassOfSpringOrTheSdk() throws Exception {
        String everything = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String classPath = Stream.of(everything.split(File.pathSeparator))
                .filter(entry -> !entry.contains("org" + File.separator + "springframework"))
                .filter(entry -> !entry.contains("awssdk"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(classPath).isNotEqualTo(everything);

        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Main.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("LaunchedTests[succeeded=1, failures=[]]");
    }

    /** In the JVM without. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) {
            if (isThere("org.springframework.core.SpringVersion") || isThere("software.amazon.awssdk.regions.Region")) {
                throw new IllegalStateException("Here should be neither");
            }
            System.out.println(LaunchedTests.of(Plain.class));
        }

        private static boolean isThere(String className) {
            try {
                return Class.forName(className) != null;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @Ec2SimulatorTest
    @SimulatedFleet(ami = "CML-2.7.0-a", instances = 2)
    static class Plain {

        @Test
        void hasASimulator(Ec2Simulator ec2) {
            assertThat(ec2.region("us-east-1").instances()).hasSize(2);
        }
    }
}
