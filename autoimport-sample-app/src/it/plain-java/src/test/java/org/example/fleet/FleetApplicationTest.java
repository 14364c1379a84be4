package org.example.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FleetApplicationTest {

    @Test
    void answersFirstAndThenDevicesAppearByThemselves() throws Exception {
        Files.deleteIfExists(Path.of("fleet.mv.db"));
        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            SimulatedRegion region = ec2.region("us-east-1");
            region.launch(region.registerImage("CML-2.7.0-a"), 3);
            System.setProperty("aws.endpointUrlEc2", ec2.endpoint().toString());
            BlockingQueue<String> printed = capture();
            String id = region.instances().findFirst().orElseThrow().id();

            FleetApplication.main(new String[] {"plan"});
            FleetApplication.main(new String[] {"permissions"});
            FleetApplication.main(new String[] {"policy"});
            FleetApplication.main(new String[] {id});

            for (int i = 0; i < 3; i++) {
                assertThat(printed.poll(1, TimeUnit.MINUTES)).contains("action=IMPORT");
            }
            assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("ec2:DescribeImages is allowed");
            assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("ec2:DescribeInstances is allowed");
            assertThat(printed.poll(1, TimeUnit.MINUTES)).contains("ec2:DescribeInstances", "us-east-1");
            assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("the next run imports it");

            FleetApplication.main(new String[0]);

            for (int i = 0; i < 3; i++) {
                assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("WorkerImported");
            }
            assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("JobCompleted");
        }
    }

    private static BlockingQueue<String> capture() {
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        System.setOut(new PrintStream(System.out) {
            @Override
            public void println(Object line) {
                printed.add(String.valueOf(line));
            }

            @Override
            public void println(String line) {
                printed.add(line);
            }
        });
        return printed;
    }
}
