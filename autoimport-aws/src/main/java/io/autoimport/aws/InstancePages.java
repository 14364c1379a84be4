package io.autoimport.aws;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The pages of the instances that have one of many values. While somebody looks at a page, the next one is on its way:
 * one, so that no more than two are held. The first page comes on the caller's thread, and there is no other one before a
 * second page is needed. Not thread-safe.
 */
final class InstancePages implements AutoCloseable {

    /** The largest page that DescribeInstances gives. */
    private static final int MAX_RESULTS = 1_000;

    private final Ec2Client client;
    private final ApiCalls calls;
    private final List<Filter> others;
    private final String filter;
    private final Iterator<List<String>> chunks;
    private List<Filter> filters = List.of();
    private PageTokens tokens = new PageTokens("DescribeInstances");
    private @Nullable ExecutorService thread;
    private @Nullable Future<List<ReportedReservation>> following;
    private boolean begun;

    /**
     * Asks for nothing yet.
     *
     * @param filter the name of the filter that takes the values
     * @param values the values, any number
     * @param others what instances must pass besides
     */
    InstancePages(Ec2Client client, ApiCalls calls, String filter, Collection<String> values, List<Filter> others) {
        this.client = client;
        this.calls = calls;
        this.filter = filter;
        this.others = others;
        this.chunks = Ec2Filters.chunks(values, others).iterator();
    }

    /**
     * Waits for the next page.
     *
     * @return the page, which may be empty; null behind the last one
     * @throws software.amazon.awssdk.core.exception.SdkException if it can't be had
     * @throws RepeatedPageTokenException if it would lead back to an earlier one
     */
    @Nullable
    List<ReportedReservation> next() {
        if (!begun) {
            begun = true;
            return chunks.hasNext() ? withFollowing(fetch()) : null;
        }
        return following == null ? null : withFollowing(await(following));
    }

    private List<ReportedReservation> withFollowing(List<ReportedReservation> page) {
        following = tokens.hasNext() || chunks.hasNext()
                ? thread().submit(Context.current().wrap(this::fetch))
                : null;
        return page;
    }

    private ExecutorService thread() {
        @Nullable ExecutorService started = thread;
        if (started == null) {
            started = Executors.newSingleThreadExecutor(task -> {
                Thread fetching = new Thread(task, Thread.currentThread().getName() + "-next-page");
                fetching.setDaemon(true);
                return fetching;
            });
            thread = started;
        }
        return started;
    }

    private static List<ReportedReservation> await(Future<List<ReportedReservation>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while the next page was on its way", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<ReportedReservation> fetch() {
        if (!tokens.hasNext()) {
            filters = new ArrayList<>(others);
            filters.add(Ec2Filters.of(filter, chunks.next()));
            tokens = new PageTokens("DescribeInstances");
        }
        ReservationsReader.Result result = new ReservationsReader.Result();
        DescribeInstancesResponse response = client.describeInstances(request(result));
        tokens.received(response.nextToken());
        @Nullable List<ReportedReservation> read = result.reservations();
        // A customizer may have taken our reader out.
        return read != null
                ? read
                : response.reservations().stream().map(ReportedReservation::of).toList();
    }

    private DescribeInstancesRequest request(ReservationsReader.Result result) {
        return DescribeInstancesRequest.builder()
                .filters(filters)
                .maxResults(MAX_RESULTS)
                .nextToken(tokens.next())
                .overrideConfiguration(c -> c.putExecutionAttribute(CallCounter.CALLS, calls)
                        .putExecutionAttribute(ReservationsReader.RESULT, result))
                .build();
    }

    /** Has nothing more to do with a page that is still on its way. */
    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
