package io.autoimport.aws;

import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.InstanceState;
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
     * Divides ids so that each part fits into a request beside the other filters. States and tags are few: they leave
     * room for more than a hundred ids.
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
