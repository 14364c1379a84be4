package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The instances that a request names by their ids. */
final class InstanceIds {

    private static final String PARAMETER = "InstanceId";
    private static final Pattern ID = Pattern.compile("i-([0-9a-f]{8}|[0-9a-f]{17})");

    private InstanceIds() {}

    /** Refuses ids together with a page size, as EC2 does. */
    static boolean arePresent(Call call) {
        boolean present = !call.parameters().list(PARAMETER).isEmpty();
        if (present && call.parameters().find("MaxResults") != null) {
            throw ApiException.badRequest(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        return present;
    }

    static List<SimulatedInstance> required(Call call) {
        call.parameters().required(PARAMETER + ".1");
        return find(call, call.parameters().list(PARAMETER));
    }

    static List<SimulatedInstance> find(Call call) {
        return find(call, call.parameters().list(PARAMETER));
    }

    static List<SimulatedInstance> find(Call call, List<String> ids) {
        List<SimulatedInstance> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (!ID.matcher(id).matches()) {
                throw ApiException.badRequest("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
            }
            call.instances().find(id, call.visibility()).ifPresentOrElse(found::add, () -> missing.add(id));
        }
        if (!missing.isEmpty()) {
            String which = missing.size() == 1
                    ? "The instance ID '" + missing.get(0) + "' does not exist"
                    : "The instance IDs '" + String.join(", ", missing) + "' do not exist";
            throw ApiException.badRequest("InvalidInstanceID.NotFound", which);
        }
        return found;
    }
}
