package io.autoimport.aws;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Makes EC2's filters, within what one request may carry. */
final class Ec2Filters {

    /**
     * How many filter values one request may carry, all filters together.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html">Filter</a>
     */
    static final int MAX_VALUES = 200;

    /** How many of them launch times may take: beside states and tags, they leave room for a hundred ids. */
    private static final int MAX_LAUNCH_TIMES = 48;

    private Ec2Filters() {}

    static Filter of(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** The filters that the rules of a source come to, beside the one for ids. */
    static List<Filter> rulesOf(ImportSource source) {
        List<Filter> filters = new ArrayList<>();
        filters.add(of(
                "instance-state-name",
                source.states().stream().map(InstanceState::code).toList()));
        source.requiredTags().forEach((key, value) -> filters.add(of("tag:" + key, List.of(literal(value)))));
        return filters;
    }

    /**
     * The filter for instances that were launched, or started again, within a time, and somewhat around it: it takes wildcards,
     * so by the hour, or by the day if that makes too many. None at all if it still does.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html">launch-time of
     *     DescribeInstances</a>
     */
    static List<Filter> launched(Instant from, Instant to) {
        for (ChronoUnit unit : List.of(ChronoUnit.HOURS, ChronoUnit.DAYS)) {
            Instant first = from.truncatedTo(unit);
            if (unit.between(first, to) < MAX_LAUNCH_TIMES) {
                int digits = unit == ChronoUnit.HOURS ? "2026-01-02T03".length() : "2026-01-02".length();
                List<String> times = new ArrayList<>();
                for (Instant time = first; !time.isAfter(to); time = time.plus(1, unit)) {
                    times.add(time.toString().substring(0, digits) + "*");
                }
                return List.of(of("launch-time", times));
            }
        }
        return List.of();
    }

    /**
     * Divides ids so that each part fits into a request beside the other filters. States, tags and launch times
     * are few: they leave room for about a hundred ids.
     */
    static List<List<String>> chunks(Collection<String> ids, List<Filter> others) {
        int room = MAX_VALUES
                - others.stream().mapToInt(filter -> filter.values().size()).sum();
        List<String> all = List.copyOf(ids);
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += room) {
            chunks.add(all.subList(from, Math.min(all.size(), from + room)));
        }
        return chunks;
    }

    /** Takes their meaning from the characters that a filter would otherwise read as a glob. */
    static String literal(String value) {
        return value.replaceAll("([\\\\*?])", "\\\\$1");
    }
}
