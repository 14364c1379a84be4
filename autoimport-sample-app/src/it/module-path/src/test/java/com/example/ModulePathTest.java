package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the module-info.java of the documentation, and with one of its lines left out, on the module path alone. */
class ModulePathTest {

    private static final String MODULES = Path.of("target", "modules").toString();

    @TempDir
    private Path classes;

    @Test
    void asDocumentedItImports() throws Exception {
        assertThat(runWithout("nothing")).contains("Imported: 3").doesNotContain("NoClassDefFoundError");
    }

    @Test
    void withoutSlf4jItFailsAsDocumented() throws Exception {
        assertThat(runWithout("requires org.slf4j")).contains("NoClassDefFoundError: org/slf4j/LoggerFactory");
    }

    @Test
    void withoutTheModuleForHttpItFailsAsDocumented() throws Exception {
        assertThat(runWithout("requires jdk.net")).contains("jdk/net/Sockets").doesNotContain("Imported: 3");
    }

    private String runWithout(String line) throws IOException, InterruptedException {
        Path sources = Path.of("src", "main", "java");
        Path module = Files.writeString(
                Files.createDirectories(classes.resolve("sources")).resolve("module-info.java"),
                Files.readString(sources.resolve("module-info.java")).replace(line, "// " + line));
        Path output = classes.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-p",
                        MODULES,
                        "-d",
                        output.toString(),
                        module.toString(),
                        sources.resolve("org/example/fleet/Main.java").toString());
        assertThat(compiled).isZero();

        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            SimulatedRegion region = ec2.region("us-east-1");
            region.launch(region.registerImage("CML-2.7.0-a"), 3);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-p",
                            output + System.getProperty("path.separator") + MODULES,
                            "-m",
                            "org.example.fleet/org.example.fleet.Main",
                            ec2.endpoint().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }
}
