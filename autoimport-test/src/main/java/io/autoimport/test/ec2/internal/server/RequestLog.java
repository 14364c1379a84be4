package io.autoimport.test.ec2.internal.server;

import io.autoimport.test.ec2.model.RecordedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, in bounded memory, and the number of all. Thread-safe. */
public final class RequestLog {

    private static final int MOST_REQUESTS = 10_000;
    private static final long MOST_PARAMETERS = 500_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private long parameters;
    private long count;

    synchronized void add(RecordedRequest request) {
        requests.addLast(request);
        parameters += request.parameters().size();
        count++;
        while (requests.size() > MOST_REQUESTS || parameters > MOST_PARAMETERS) {
            parameters -= requests.removeFirst().parameters().size();
        }
    }

    /** The latest requests, oldest first. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many there were, those that were forgotten included. */
    public synchronized long count() {
        return count;
    }

    /** Forgets them all. */
    public synchronized void clear() {
        requests.clear();
        parameters = 0;
        count = 0;
    }
}
