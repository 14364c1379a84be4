package io.autoimport.sample.simulator;

import io.autoimport.sample.simulator.SimulatedCml.Fault;
import io.autoimport.sample.simulator.SimulatedTrouble.Kind;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets the page change what there is to be found, and what goes wrong. */
@RestController
@RequestMapping("/api/simulator")
@Profile("!aws")
class SimulatorController {

    private static final int BATCH = 5;

    private final SimulatedFleet fleet;
    private final SimulatedTrouble trouble;
    private final SimulatedCml cml;

    SimulatorController(SimulatedFleet fleet, SimulatedTrouble trouble, SimulatedCml cml) {
        this.fleet = fleet;
        this.trouble = trouble;
        this.cml = cml;
    }

    /** What the page shows of the simulator. Where there is none, there is no such path. */
    record State(
            String region, boolean denied, boolean throttled, List<ImageView> images, Map<String, Fault> cmlFaults) {}

    /** An AMI that can be deregistered. */
    record ImageView(String id, String name) {

        static ImageView of(SimulatedImage image) {
            return new ImageView(image.id(), image.name());
        }
    }

    @GetMapping
    State describe() {
        return new State(
                SimulatedFleet.REGION,
                trouble.present().contains(Kind.DENY),
                trouble.present().contains(Kind.THROTTLE),
                fleet.images().stream().map(ImageView::of).toList(),
                cml.faults());
    }

    @PostMapping("/launch")
    List<String> launch() {
        return fleet.launch(BATCH).stream().map(SimulatedInstance::id).toList();
    }

    @PostMapping("/instances/{id}/terminate")
    State terminate(@PathVariable String id) {
        fleet.terminate(id);
        return describe();
    }

    @PostMapping("/images/{id}/deregister")
    State deregister(@PathVariable String id) {
        fleet.deregister(id);
        return describe();
    }

    @PostMapping("/deny")
    State deny(@RequestParam boolean on) {
        trouble.set(Kind.DENY, on);
        return describe();
    }

    @PostMapping("/throttle")
    State throttle(@RequestParam boolean on) {
        trouble.set(Kind.THROTTLE, on);
        return describe();
    }

    /** Breaks the CML of a worker, or mends it: {@code broken}, {@code slow}, {@code garbage} or {@code none}. */
    @PostMapping("/instances/{id}/cml")
    State breakCml(@PathVariable String id, @RequestParam String fault) {
        cml.set(id, Fault.of(fault));
        return describe();
    }

    /** What the simulator does not know is the caller's mistake. */
    @ExceptionHandler({IllegalArgumentException.class, IllegalStateException.class})
    ProblemDetail refused(RuntimeException refusal) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()));
    }
}
