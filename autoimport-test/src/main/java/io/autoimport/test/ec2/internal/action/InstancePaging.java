package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.List;
import java.util.function.Predicate;

/** Which instances a describing action answers: those that it names, or a page of all. */
final class InstancePaging {

    private static final int LEAST = 5;
    private static final int MOST = 1000;

    private final Paging paging;

    InstancePaging(Paging paging) {
        this.paging = paging;
    }

    Paging.Answer<SimulatedInstance> page(
            Call call, Predicate<String> imageFilter, Predicate<SimulatedInstance> filter) {
        if (InstanceIds.arePresent(call)) {
            List<SimulatedInstance> named =
                    InstanceIds.find(call).stream().filter(filter).toList();
            call.endIfDryRun();
            return new Paging.Answer<>(named, null);
        }
        int limit = Paging.maxResults(call.parameters(), LEAST, MOST, MOST);
        call.endIfDryRun();
        return paging.page(
                call,
                limit,
                (cursor, size) -> call.instances().list(cursor, size, call.visibility(), imageFilter, filter));
    }
}
