package io.autoimport.sample.simulator;

import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets the page change what there is to be found. */
@RestController
@RequestMapping("/api/simulator")
@Profile("!aws")
class SimulatorController {

    private static final int BATCH = 5;

    private final SimulatedFleet fleet;

    SimulatorController(SimulatedFleet fleet) {
        this.fleet = fleet;
    }

    /** The page asks for this to find out whether there is a simulator. */
    @GetMapping
    Map<String, String> describe() {
        return Map.of("region", SimulatedFleet.REGION);
    }

    @PostMapping("/launch")
    List<String> launch() {
        return fleet.launch(BATCH).stream().map(SimulatedInstance::id).toList();
    }
}
