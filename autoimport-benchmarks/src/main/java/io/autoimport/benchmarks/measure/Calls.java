package io.autoimport.benchmarks.measure;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.benchmarks.contender.Task;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How many calls a scan takes: they are what AWS limits. */
public final class Calls implements Measure {

    /** What fits into one request beside the four states. */
    private static final int CHUNK = 196;

    private static final int PAGE = 1_000;

    @Override
    public Section measure(int rounds) {
        Section section = new Section("EC2 calls", "AMIs", "instances", "scan", "calls", "at least");
        measure(section, 1, 20_000);
        measure(section, 3, 1_000);
        measure(section, 1_200, 2);
        return section;
    }

    private static void measure(Section section, int images, int instancesOfEach) {
        ManualClock clock = new ManualClock();
        try (Ec2Simulator ec2 = Ec2Simulator.builder().clock(clock).start();
                Ec2InstanceDiscovery discovery = new Ec2InstanceDiscovery(
                        Ec2Settings.defaults().withEndpoint(ec2.endpoint()),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                ec2.account().accessKeyId(), ec2.account().secretAccessKey())),
                        List.of())) {
            SimulatedRegion region = ec2.region("us-east-1");
            for (int i = 0; i < images; i++) {
                SimulatedImage image = region.registerImage("CML-" + i);
                region.launchFleet(image, instancesOfEach);
            }
            clock.advance(Duration.ofDays(1));
            ImportTarget target = ImportSource.named("benchmark")
                    .regions("us-east-1")
                    .amiName(Task.AMI_NAME)
                    .build()
                    .targets()
                    .get(0);
            int least = parts(images, PAGE) + leastForInstances(images, instancesOfEach);
            ScanOutcome full = discovery.scan(target, page -> true);
            row(section, images, images * instancesOfEach, "full", full, least);
            Instant now = clock.instant();
            ScanOutcome incremental = discovery.scanLaunched(target, now.minus(Duration.ofHours(1)), now, page -> true);
            row(
                    section,
                    images,
                    0,
                    "incremental, nothing new",
                    incremental,
                    parts(images, PAGE) + parts(images, CHUNK));
        }
    }

    private static int leastForInstances(int images, int instancesOfEach) {
        int calls = 0;
        for (int left = images; left > 0; left -= CHUNK) {
            calls += parts(Math.min(left, CHUNK) * instancesOfEach, PAGE);
        }
        return calls;
    }

    private static int parts(int number, int size) {
        return (number + size - 1) / size;
    }

    private static void row(Section section, int images, int instances, String scan, ScanOutcome outcome, int least) {
        int calls = Math.toIntExact(outcome.apiCalls());
        section.row(Section.number(images), Section.number(instances), scan, Section.number(calls), least);
        section.atMost("EC2 calls, " + images + " AMIs, " + scan, "calls beyond the least", 0, calls - least);
    }
}
