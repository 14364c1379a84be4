package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.SearchCriterion;
import io.autoimport.core.spi.InstanceDiscovery.PageConsumer;
import io.autoimport.core.spi.ScanOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** One scan of one target. */
final class Ec2Scan {

    /** The largest page that DescribeInstances gives. */
    private static final int MAX_RESULTS = 1_000;

    private final ImportTarget target;
    private final PageConsumer pages;
    private final Supplier<Ec2Client> clientOnFirstUse;
    private final AtomicLong requests = new AtomicLong();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String account;
    private boolean anyPageSeen;
    private boolean stopped;
    private long found;
    private long unreadable;

    Ec2Scan(ImportTarget target, PageConsumer pages, Supplier<Ec2Client> clientOnFirstUse) {
        this.target = target;
        this.pages = pages;
        this.clientOnFirstUse = clientOnFirstUse;
    }

    ScanOutcome execute() {
        return outcome().inAccount(account);
    }

    /** The outcome of a scan that came to its end from outside. */
    ScanOutcome endedBy(Failure failure) {
        return ScanOutcome.failed(failure, anyPageSeen, requests.get()).inAccount(account);
    }

    private ScanOutcome outcome() {
        try {
            Ec2Client client = clientOnFirstUse.get();
            scan(client, new ImageSearch(client, requests));
        } catch (RepeatedPageTokenException e) {
            return endedBy(e.failure());
        } catch (SdkException e) {
            return endedBy(AwsFailures.of(e));
        }
        if (stopped) {
            return ScanOutcome.stopped(requests.get());
        }
        if (unreadable > 0) {
            warnings.add(unreadable + " instances were reported without an id or with an unknown state, and left out");
        }
        return ScanOutcome.complete(requests.get(), warnings.toArray(String[]::new));
    }

    private void scan(Ec2Client client, ImageSearch imageSearch) {
        SearchCriterion criterion = target.source().criterion();
        Set<String> owners = target.source().imageOwners();
        if (criterion instanceof SearchCriterion.AmiName byName) {
            scanImages(client, imageSearch.byName(byName.pattern(), owners));
        } else if (criterion instanceof SearchCriterion.AmiIds byIds) {
            scanImages(client, imageSearch.byIds(byIds.ids(), owners));
        } else if (criterion instanceof SearchCriterion.InstanceIds byInstance) {
            scanInstances(client, byInstance.ids(), imageSearch);
        }
    }

    private void scanImages(Ec2Client client, Map<String, Image> images) {
        if (images.isEmpty()) {
            // Going on with an empty list of ids would list every instance of the account.
            Set<String> owners = target.source().imageOwners();
            warnings.add("no AMI matches " + target.source().criterion().describe() + " (owners: "
                    + (owners.isEmpty() ? "any" : String.join(", ", owners)) + ")");
            return;
        }
        scan(client, "image-id", images.keySet(), page -> new InstanceReader(target.region(), images::get));
    }

    private void scanInstances(Ec2Client client, Set<String> instanceIds, ImageSearch imageSearch) {
        scan(client, "instance-id", instanceIds, page -> {
            Map<String, Image> images = imageSearch.byIds(InstanceReader.imageIdsOf(page), Set.of());
            return new InstanceReader(target.region(), images::get);
        });
        if (found < instanceIds.size() && !stopped) {
            warnings.add((instanceIds.size() - found) + " of " + instanceIds.size()
                    + " instance ids are unknown here, or their instances are gone or excluded by state or tags");
        }
    }

    private void scan(Ec2Client client, String idFilter, Collection<String> ids, ReaderOfPage readerOfPage) {
        List<Filter> rules = Ec2Filters.rulesOf(target.source());
        for (List<String> chunk : Ec2Filters.chunks(ids, rules)) {
            List<Filter> filters = new ArrayList<>(rules);
            filters.add(Ec2Filters.of(idFilter, chunk));
            PageTokens tokens = new PageTokens("DescribeInstances");
            do {
                DescribeInstancesResponse response = client.describeInstances(request(filters, tokens.next()));
                take(response.reservations(), readerOfPage);
                tokens.received(response.nextToken());
            } while (tokens.hasNext() && !stopped);
            if (stopped) {
                return;
            }
        }
    }

    private DescribeInstancesRequest request(List<Filter> filters, @Nullable String token) {
        return DescribeInstancesRequest.builder()
                .filters(filters)
                .maxResults(MAX_RESULTS)
                .nextToken(token)
                .overrideConfiguration(c -> c.putExecutionAttribute(RequestCounter.COUNT, requests))
                .build();
    }

    private void take(List<Reservation> reservations, ReaderOfPage readerOfPage) {
        if (reservations.isEmpty()) {
            return;
        }
        if (account == null) {
            account = reservations.get(0).ownerId();
        }
        InstanceReader reader = readerOfPage.readerOf(reservations);
        List<Instance> page = reader.read(reservations);
        unreadable += reader.unreadable();
        if (!page.isEmpty()) {
            found += page.size();
            anyPageSeen = true;
            stopped = !pages.accept(page);
        }
    }

    /** Gives the reader that knows the images of a page. */
    @FunctionalInterface
    private interface ReaderOfPage {
        InstanceReader readerOf(List<Reservation> page);
    }
}
