package io.autoimport.test.junit;

import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.LaunchOptions;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Launches declared fleets, of one image for each name. */
final class FleetLauncher {

    private record ImageKey(String account, String region, String name) {}

    private final Ec2Simulator ec2;
    private final Map<ImageKey, SimulatedImage> images = new HashMap<>();

    FleetLauncher(Ec2Simulator ec2) {
        this.ec2 = ec2;
    }

    void launch(List<SimulatedFleet> fleets) {
        for (SimulatedFleet fleet : fleets) {
            SimulatedRegion region = ec2.account(fleet.account()).region(fleet.region());
            SimulatedImage image = images.computeIfAbsent(
                    new ImageKey(fleet.account(), fleet.region(), fleet.ami()),
                    key -> region.registerImage(key.name()));
            region.launchFleet(image, fleet.instances(), options -> describe(fleet, options));
        }
    }

    private static void describe(SimulatedFleet fleet, LaunchOptions options) {
        options.type(fleet.type()).state(fleet.state());
        for (String tag : fleet.tags()) {
            int end = tag.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException("The tag '" + tag
                        + "' of a @SimulatedFleet is not of the form key=value, such as Name=lab-{index}");
            }
            options.tag(tag.substring(0, end), tag.substring(end + 1));
        }
    }
}
