package io.autoimport.test.ec2.model;

import java.util.Map;

/**
 * A request that reached the simulator, whatever came of it.
 *
 * @param action for example {@code DescribeInstances}; empty if it named none
 * @param region the region of its credential scope; empty without credentials
 * @param accountId the account of its access key; empty if that could not be told
 * @param parameters its parameters in the form of the Query protocol, for example {@code Filter.1.Name}
 */
public record RecordedRequest(String action, String region, String accountId, Map<String, String> parameters) {

    /**
     * Counts the filter values, of which EC2 takes at most 200 in a call.
     *
     * @return how many values all filters of the request have together
     */
    public long filterValueCount() {
        return parameters.keySet().stream()
                .filter(name -> name.startsWith("Filter.") && name.contains(".Value."))
                .count();
    }

    /**
     * Tells whether the request has a parameter.
     *
     * @param name for example {@code MaxResults}
     * @return whether it is there
     */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }
}
