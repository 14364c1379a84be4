package io.autoimport.spring.actuator;

import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.spring.jobs.RunHistory;
import io.autoimport.spring.jobs.TargetHealth;
import io.autoimport.spring.jobs.TargetHealth.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether every target has had a success within the last three intervals, on whatever node. Down if one has not, unknown
 * before the first runs and while there is nothing to run.
 */
final class AutoImportHealthIndicator extends AbstractHealthIndicator {

    private final AutoImportSettings settings;
    private final RunHistory history;

    AutoImportHealthIndicator(AutoImportSettings settings, RunHistory history) {
        super("Whether the auto-import works can't be told");
        this.settings = settings;
        this.history = history;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (settings.sources().isEmpty()) {
            builder.unknown()
                    .withDetail(
                            "reason", settings.enabled() ? settings.missingSetting() + " not configured" : "disabled");
            return;
        }
        List<TargetHealth> targets = history.targets();
        if (has(targets, Verdict.DOWN)) {
            builder.down();
        } else if (has(targets, Verdict.UNKNOWN)) {
            builder.unknown();
        } else {
            builder.up();
        }
        builder.withDetail("interval", settings.interval().toString()).withDetail("targets", detailsOf(targets));
    }

    private static boolean has(List<TargetHealth> targets, Verdict verdict) {
        return targets.stream().anyMatch(target -> target.verdict() == verdict);
    }

    private static Map<String, TargetDescriptor> detailsOf(List<TargetHealth> targets) {
        Map<String, TargetDescriptor> details = new LinkedHashMap<>();
        targets.forEach(target ->
                details.put(target.state().source() + "/" + target.state().region(), TargetDescriptor.of(target)));
        return details;
    }
}
