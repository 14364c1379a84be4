package io.autoimport.test.junit;

import io.autoimport.test.ec2.Ec2Simulator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The properties that point an application to a simulator. */
final class SimulatorProperties {

    private static final String PREFIX = "auto-import.workers.";
    private static final String NEVER_BY_ITSELF = "365d";

    private SimulatorProperties() {}

    static void addTo(ConfigurableEnvironment environment, Ec2Simulator ec2, List<SimulatedFleet> fleets) {
        String endpoint = ec2.endpoint().toString();
        MapPropertySource properties = new MapPropertySource(
                "ec2Simulator",
                Map.of(
                        PREFIX + "enabled", "true",
                        PREFIX + "interval", NEVER_BY_ITSELF,
                        PREFIX + "initial-delay", NEVER_BY_ITSELF,
                        PREFIX + "aws.endpoint", endpoint,
                        PREFIX + "aws.sts-endpoint", endpoint));
        MutablePropertySources sources = environment.getPropertySources();
        // Spring puts what a test sets above the system's properties, what the application sets below.
        String system = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
        if (sources.contains(system)) {
            sources.addBefore(system, properties);
        } else {
            sources.addLast(properties);
        }
        if (!fleets.isEmpty() && namesNoRegion(environment)) {
            sources.addLast(
                    new MapPropertySource("ec2SimulatorRegions", Map.of(PREFIX + "regions", regionsOf(fleets))));
        }
    }

    private static boolean namesNoRegion(ConfigurableEnvironment environment) {
        return Stream.of("region", "regions", "regions[0]")
                .noneMatch(property -> environment.containsProperty(PREFIX + property));
    }

    private static String regionsOf(List<SimulatedFleet> fleets) {
        return fleets.stream().map(SimulatedFleet::region).distinct().collect(Collectors.joining(","));
    }
}
