package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.action.FilterTable.Test;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import java.util.ArrayList;
import java.util.List;

/** The filters of a request, all of which must match. */
final class Filters<T> {

    private static final int MOST_VALUES = 200;

    private final List<Filter<T>> filters = new ArrayList<>();

    private record Filter<T>(String name, Test<T> test, FilterValues values) {}

    /** Reads the filters of a request, and refuses unknown names and too many values. */
    Filters(Parameters parameters, FilterTable<T> table) {
        int count = 0;
        for (Parameters filter : parameters.items("Filter")) {
            String name = filter.required("Name");
            Test<T> test = table.test(name);
            if (test == null) {
                throw ApiException.invalidValue("The filter '" + name + "' is invalid");
            }
            List<String> values = filter.list("Value");
            if (values.isEmpty()) {
                throw ApiException.invalidValue("The filter '" + name + "' needs at least one value");
            }
            count += values.size();
            filters.add(new Filter<>(name, test, new FilterValues(name, values)));
        }
        if (count > MOST_VALUES) {
            throw ApiException.badRequest(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is " + MOST_VALUES);
        }
    }

    boolean match(T item) {
        for (Filter<T> filter : filters) {
            if (!filter.test().matches(item, filter.values())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the filters of this name, if there are any, let the value pass. */
    boolean allow(String name, String value) {
        for (Filter<T> filter : filters) {
            if (filter.name().equals(name) && !filter.values().match(value)) {
                return false;
            }
        }
        return true;
    }
}
