package io.autoimport.sample.simulator;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The instances to begin with: some that match, and some that must never be imported. */
@Component
@Profile("!aws")
class SimulatedFleet {

    static final String REGION = "us-east-1";
    private static final String STRANGER = "999999999999";

    private final SimulatedRegion region;
    private final SimulatedImage matching;

    SimulatedFleet(Ec2Simulator ec2) {
        this.region = ec2.region(REGION);
        this.matching = region.registerImage("CML-2.7.0-lite", image -> image.description("Cisco Modeling Labs 2.7.0"));
        SimulatedImage older = region.registerImage("CML-2.6.1-lite");
        SimulatedImage foreign = region.registerImage(
                "CML-2.7.0-free-download", image -> image.ownerId(STRANGER).publiclyShared());
        launch(3);
        region.launch(matching, 1, launch -> launch.tag("Name", "cml-stopped").state(InstanceState.STOPPED));
        region.launch(matching, 1, launch -> launch.tag("Name", "cml-gone").state(InstanceState.TERMINATED));
        region.launch(older, 2, launch -> launch.tag("Name", "cml-older-release"));
        region.launch(foreign, 1, launch -> launch.tag("Name", "cml-of-a-stranger"));
    }

    /** Launches instances that the next run will find. */
    List<SimulatedInstance> launch(int count) {
        return region.launch(matching, count, launch -> launch.tag("Environment", "demo"));
    }
}
