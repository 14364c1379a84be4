package io.autoimport.spring.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the Python system's documentation that its people have in their files, queries and heads. */
final class ReferenceWords {

    /** Its section "Configuration": all variables, with their defaults but for the last one, which has none. */
    static final String CONFIGURATION = """
            # Enable/disable the job
            AUTO_IMPORT_WORKERS_ENABLED=false  # Default: disabled

            # Execution interval (seconds)
            AUTO_IMPORT_WORKERS_INTERVAL=3600  # Default: 1 hour

            # AWS region to scan
            AUTO_IMPORT_WORKERS_REGION=us-east-1  # Default: us-east-1

            # AMI name pattern to search for
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-2.7.0-*  # Required when enabled
            """;

    /** Its use case "Auto-Scale Worker Fleet". */
    static final String AUTO_SCALED_FLEET = """
            # EC2 Auto Scaling Group launches instances with AMI "CML-2.7.0-prod"
            # Job automatically imports them within 1 hour
            AUTO_IMPORT_WORKERS_ENABLED=true
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-2.7.0-prod
            AUTO_IMPORT_WORKERS_REGION=us-west-2
            AUTO_IMPORT_WORKERS_INTERVAL=300  # 5 minutes for faster discovery
            """;

    /** Its use case "Multi-Region Deployments": the first of two applications. */
    static final String US_EAST = """
            # Instance 1 - US East
            AUTO_IMPORT_WORKERS_REGION=us-east-1
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-*-east
            """;

    /** The second one. */
    static final String US_WEST = """
            # Instance 2 - US West
            AUTO_IMPORT_WORKERS_REGION=us-west-2
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-*-west
            """;

    /** Its use case "Development/Staging Environments". */
    static final String STAGING = """
            AUTO_IMPORT_WORKERS_ENABLED=true
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-*-dev
            AUTO_IMPORT_WORKERS_INTERVAL=1800  # 30 minutes
            """;

    /** Its section "Testing". */
    static final String TESTING = """
            # Enable job with short interval for testing
            AUTO_IMPORT_WORKERS_ENABLED=true
            AUTO_IMPORT_WORKERS_INTERVAL=60  # 1 minute
            AUTO_IMPORT_WORKERS_REGION=us-east-1
            AUTO_IMPORT_WORKERS_AMI_NAME=CML-test-*
            """;

    static final String STARTING = "🔄 Starting auto-import workers job (region: us-east-1, AMI name: CML-2.7.0-*)";
    static final String COMPLETED = "✅ Auto-import completed: 3 imported, 7 skipped, 10 total found";
    static final String DISABLED = "⏭️ Auto-import workers disabled - skipping job";
    static final String NOT_CONFIGURED = "⚠️ auto_import_workers_ami_name not configured";
    static final String FAILED = "❌ Auto-import failed: [error details]";

    /** Its section "Logs". */
    static final List<String> LOG_LINES = List.of(STARTING, COMPLETED, DISABLED, NOT_CONFIGURED, FAILED);

    /** Its section "Metrics (OpenTelemetry)". */
    static final List<String> ATTRIBUTES = List.of(
            "job.type",
            "job.aws_region",
            "job.ami_name",
            "job.workers_found",
            "job.workers_imported",
            "job.workers_skipped",
            "job.status");

    /** The keys of its section "Return Values", in their order. */
    static final List<String> RESULT_KEYS =
            List.of("status", "total_found", "total_imported", "total_skipped", "imported_worker_ids");

    /** The values of the first of them. */
    static final List<String> STATUSES = List.of("success", "skipped", "failed", "error");

    private ReferenceWords() {}

    /** The variables of a block, as a shell reads it: comments don't belong to the values. */
    static Map<String, String> variables(String block) {
        return block.lines()
                .map(line -> line.replaceFirst("(^|\\s+)#.*$", ""))
                .filter(line -> !line.isBlank())
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(
                        assignment -> assignment[0],
                        assignment -> assignment[1],
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    /** The same, and switched on: not every block of the documentation says so. */
    static Map<String, String> enabled(String block) {
        Map<String, String> variables = variables(block);
        variables.put("AUTO_IMPORT_WORKERS_ENABLED", "true");
        return variables;
    }

    /** The names of the variables, in the order of the documentation. */
    static List<String> variableNames() {
        return List.copyOf(variables(CONFIGURATION).keySet());
    }

    /** Every value that the documentation gives to a variable. */
    static List<String> valuesOf(String variable) {
        return Stream.of(CONFIGURATION, AUTO_SCALED_FLEET, US_EAST, US_WEST, STAGING, TESTING)
                .map(block -> variables(block).get(variable))
                .filter(value -> value != null)
                .distinct()
                .toList();
    }
}
