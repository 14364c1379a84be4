package io.autoimport.sample.simulator;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The instances to begin with: some that match, and some that must never be imported. */
@Component
@Profile("!aws")
class SimulatedFleet {

    static final String REGION = "us-east-1";
    private static final String STRANGER = "999999999999";

    private static final String MATCHING = "CML-2.7.0-lite";

    private final SimulatedRegion region;
    private final List<SimulatedImage> matching = new ArrayList<>();

    SimulatedFleet(Ec2Simulator ec2) {
        this.region = ec2.region(REGION);
        SimulatedImage older = region.registerImage("CML-2.6.1-lite");
        SimulatedImage foreign = region.registerImage(
                "CML-2.7.0-free-download", image -> image.ownerId(STRANGER).publiclyShared());
        launch(3);
        region.launch(image(), 1, launch -> launch.tag("Name", "cml-stopped").state(InstanceState.STOPPED));
        region.launch(image(), 1, launch -> launch.tag("Name", "cml-gone").state(InstanceState.TERMINATED));
        region.launch(older, 2, launch -> launch.tag("Name", "cml-older-release"));
        region.launch(foreign, 1, launch -> launch.tag("Name", "cml-of-a-stranger"));
    }

    /** The AMI to launch of: the last one that matches, or a new one after that was deregistered. */
    private SimulatedImage image() {
        List<SimulatedImage> registered = images();
        if (!registered.isEmpty()) {
            return registered.get(registered.size() - 1);
        }
        String name = matching.isEmpty() ? MATCHING : MATCHING + "-" + (matching.size() + 1);
        SimulatedImage image = region.registerImage(name, made -> made.description("Cisco Modeling Labs 2.7.0"));
        matching.add(image);
        return image;
    }

    /** The AMIs that match and are registered. */
    synchronized List<SimulatedImage> images() {
        return matching.stream().filter(this::isRegistered).toList();
    }

    private boolean isRegistered(SimulatedImage image) {
        return region.findImage(image.id())
                .filter(found -> !found.deregistered())
                .isPresent();
    }

    /** Terminates an instance, which stays visible for an hour. */
    void terminate(String instanceId) {
        SimulatedInstance ignored = region.terminate(instanceId);
    }

    /** Deregisters an AMI. Its instances stay; those that are launched later are of a new one. */
    synchronized void deregister(String imageId) {
        SimulatedImage ignored = region.deregisterImage(imageId);
    }

    /** Launches instances that the next run will find. */
    synchronized List<SimulatedInstance> launch(int count) {
        return region.launch(image(), count, launch -> launch.tag("Environment", "demo"));
    }
}
