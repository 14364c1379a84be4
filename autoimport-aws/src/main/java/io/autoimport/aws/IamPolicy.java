package io.autoimport.aws;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The least that IAM must allow for an import. None of these calls can be restricted to single resources; the regions are
 * what they can be restricted to.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions of EC2</a>
 */
public final class IamPolicy {

    private static final String VERSION = "2012-10-17";

    private IamPolicy() {}

    /**
     * What the application itself needs: to search the sources without a role, and to assume the roles of the others.
     *
     * @param sources all sources
     * @return a policy document, ready to be written as JSON; without statements if nothing is needed
     */
    public static Map<String, Object> ofApplication(Collection<ImportSource> sources) {
        return document(List.of(search(sources, source -> arnOf(source) == null), assumption(rolesOf(sources))));
    }

    /**
     * What a role needs that the application assumes.
     *
     * @param sources all sources
     * @param roleArn the role
     * @return a policy document, ready to be written as JSON; without statements if no source has this role
     */
    public static Map<String, Object> ofRole(Collection<ImportSource> sources, String roleArn) {
        return document(List.of(search(sources, source -> roleArn.equals(arnOf(source)))));
    }

    /**
     * The roles that the application assumes.
     *
     * @param sources all sources
     * @return their ARNs, in alphabetical order
     */
    public static Collection<String> rolesOf(Collection<ImportSource> sources) {
        TreeSet<String> arns = new TreeSet<>();
        for (ImportSource source : sources) {
            @Nullable String arn = arnOf(source);
            if (arn != null) {
                arns.add(arn);
            }
        }
        return arns;
    }

    private static @Nullable String arnOf(ImportSource source) {
        @Nullable AssumedRole role = source.role();
        return role == null ? null : role.arn();
    }

    private static Map<String, Object> search(Collection<ImportSource> sources, Predicate<ImportSource> which) {
        TreeSet<String> actions = new TreeSet<>();
        TreeSet<String> regions = new TreeSet<>();
        sources.stream().filter(which).forEach(source -> {
            Ec2Action.of(source).forEach(action -> actions.add(action.iamName()));
            regions.addAll(source.regions());
        });
        return actions.isEmpty()
                ? Map.of()
                : statement(
                        "AutoImportSearch",
                        List.copyOf(actions),
                        "*",
                        Map.of("StringEquals", Map.of("aws:RequestedRegion", List.copyOf(regions))));
    }

    private static Map<String, Object> assumption(Collection<String> roles) {
        return roles.isEmpty()
                ? Map.of()
                : statement("AutoImportRoles", List.of("sts:AssumeRole"), List.copyOf(roles), Map.of());
    }

    private static Map<String, Object> statement(
            String id, List<String> actions, Object resource, Map<String, Object> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", id);
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resource);
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        return statement;
    }

    private static Map<String, Object> document(List<Map<String, Object>> statements) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", VERSION);
        document.put(
                "Statement",
                statements.stream().filter(statement -> !statement.isEmpty()).toList());
        return document;
    }
}
