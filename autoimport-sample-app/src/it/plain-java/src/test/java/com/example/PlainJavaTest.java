package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlainJavaTest {

    @Test
    void workersAppearByThemselves() throws InterruptedException {
        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            SimulatedRegion region = ec2.region("us-east-1");
            region.launch(region.registerImage("CML-2.7.0-a"), 3);
            System.setProperty("aws.endpointUrlEc2", ec2.endpoint().toString());
            BlockingQueue<String> printed = new LinkedBlockingQueue<>();
            System.setOut(new PrintStream(System.out) {
                @Override
                public void println(Object line) {
                    printed.add(String.valueOf(line));
                }
            });

            PlainJava.main(new String[0]);

            for (int i = 0; i < 3; i++) {
                assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("WorkerImported");
            }
            assertThat(printed.poll(1, TimeUnit.MINUTES)).startsWith("JobCompleted");
        }
    }
}
