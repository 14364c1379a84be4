package io.autoimport.aws;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.InstanceDiscovery.PageConsumer;
import io.autoimport.core.spi.ScanOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** One question to one target: how instances come page by page, and what is told of it in the end. For one use. */
abstract class Ec2Search {

    private final ImportTarget target;
    private final PageConsumer pages;
    private final Supplier<RegionalEc2> clientOnFirstUse;
    private final ApiCalls calls = new ApiCalls();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable RegionalEc2 ec2;
    private @Nullable String account;
    private boolean anyPageSeen;
    private boolean stopped;
    private long found;
    private long unreadable;

    Ec2Search(ImportTarget target, PageConsumer pages, Supplier<RegionalEc2> clientOnFirstUse) {
        this.target = target;
        this.pages = pages;
        this.clientOnFirstUse = clientOnFirstUse;
    }

    /** Asks, and hands over what is found; what the SDK throws is a failure of the search. */
    abstract void search(Ec2Client client);

    /** Takes note of what was handed over. */
    void handedOver(List<Instance> page) {}

    /** How many of the instances handed over were found only by what EC2 remembers of their AMI. */
    long foundDeregistered() {
        return 0;
    }

    final ScanOutcome execute() {
        return completed(outcome());
    }

    /** The outcome of a search that came to its end from outside. */
    final ScanOutcome endedBy(Failure failure) {
        return completed(failed(failure));
    }

    private ScanOutcome completed(ScanOutcome outcome) {
        @Nullable AssumedRole role = target.source().role();
        return outcome.inAccount(account == null && role != null ? role.account() : account)
                .withFoundDeregistered(foundDeregistered())
                .withThrottles(calls.throttles());
    }

    private ScanOutcome outcome() {
        try {
            ec2 = clientOnFirstUse.get();
            search(ec2.client());
        } catch (RepeatedPageTokenException e) {
            return failed(e.failure());
        } catch (ActionNotOfferedException e) {
            return failed(e.failure());
        } catch (SdkException e) {
            Failure failure = AwsFailures.of(e);
            forgetSessionAfter(failure);
            return failed(failure);
        }
        if (stopped) {
            return ScanOutcome.stopped(apiCalls());
        }
        @Nullable Failure failure = unreadable == 0 ? null : failureFor(unreadable);
        if (failure != null) {
            return failed(failure);
        }
        return ScanOutcome.complete(apiCalls(), warnings.toArray(String[]::new));
    }

    /** What becomes of a search that showed instances which can't be read: as a rule it goes on without them. */
    @Nullable
    Failure failureFor(long unreadableInstances) {
        warn(unreadableInstances
                + " instances were reported without a valid id or with an unknown state, and left out");
        return null;
    }

    private ScanOutcome failed(Failure failure) {
        return ScanOutcome.failed(failure, anyPageSeen, apiCalls());
    }

    // A session that was revoked or has expired early is good for nothing more. A revoked one is not told from one that
    // lacks a permission, and assuming a role once too often costs little.
    private void forgetSessionAfter(Failure failure) {
        boolean refused = failure.cause() == FailureCause.CREDENTIALS || failure.cause() == FailureCause.PERMISSION;
        if (ec2 != null && refused) {
            ec2.forgetSession();
        }
    }

    private long apiCalls() {
        if (ec2 != null) {
            ec2.takeSessionCalls(calls);
        }
        return calls.requests();
    }

    final ImportTarget target() {
        return target;
    }

    final ApiCalls calls() {
        return calls;
    }

    final void warn(String warning) {
        warnings.add(warning);
    }

    /** How many instances were handed over. */
    final long found() {
        return found;
    }

    /** Whether the consumer has enough. */
    final boolean stopped() {
        return stopped;
    }

    /** Hands over the instances that have one of these values, and that the other filters let pass. */
    final void describeInstances(
            Ec2Client client, List<Filter> others, String filter, Collection<String> values, ReaderOfPage reader) {
        try (InstancePages answers = new InstancePages(client, calls, filter, values, others)) {
            @Nullable List<ReportedReservation> page = answers.next();
            while (page != null) {
                take(page, reader);
                page = stopped ? null : answers.next();
            }
        }
    }

    private void take(List<ReportedReservation> reservations, ReaderOfPage readerOfPage) {
        if (reservations.isEmpty()) {
            return;
        }
        if (account == null) {
            account = Ec2Text.shortenedOrNull(reservations.get(0).owner());
        }
        InstanceReader reader = readerOfPage.readerOf(reservations);
        List<Instance> page = reader.read(reservations);
        unreadable += reader.unreadable();
        if (!page.isEmpty()) {
            found += page.size();
            anyPageSeen = true;
            stopped = !pages.accept(page);
            handedOver(page);
        }
    }

    /** Gives the reader that knows the images of a page. */
    @FunctionalInterface
    interface ReaderOfPage {
        InstanceReader readerOf(List<ReportedReservation> page);
    }
}
