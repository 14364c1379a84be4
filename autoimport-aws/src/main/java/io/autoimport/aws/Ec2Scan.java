package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.SearchCriterion;
import io.autoimport.core.spi.InstanceDiscovery.PageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** One scan of one target. */
final class Ec2Scan extends Ec2Search {

    private final List<Filter> filters;
    private final Map<String, Image> images = new HashMap<>();
    private Set<String> onlyRemembered = Set.of();
    private long foundDeregistered;

    /**
     * Makes a scan.
     *
     * @param launched limits it to instances that were launched within a time; empty for all
     */
    Ec2Scan(ImportTarget target, List<Filter> launched, PageConsumer pages, Supplier<RegionalEc2> clientOnFirstUse) {
        super(target, pages, clientOnFirstUse);
        this.filters = new ArrayList<>(Ec2Filters.rulesOf(target.source()));
        this.filters.addAll(launched);
    }

    @Override
    void search(Ec2Client client) {
        ImageSearch imageSearch = new ImageSearch(client, calls());
        SearchCriterion criterion = target().source().criterion();
        Set<String> owners = target().source().imageOwners();
        if (criterion instanceof SearchCriterion.AmiName byName) {
            images.putAll(imageSearch.byName(byName.pattern(), owners));
            scanImages(client);
        } else if (criterion instanceof SearchCriterion.AmiIds byIds) {
            images.putAll(imageSearch.byIds(byIds.ids(), owners));
            scanImages(client);
        } else if (criterion instanceof SearchCriterion.InstanceIds byInstance) {
            scanInstances(client, byInstance.ids(), imageSearch);
        }
    }

    private void scanImages(Ec2Client client) {
        if (target().source().includeDeregisteredImages()) {
            Map<String, Image> remembered = remembered(client);
            remembered.keySet().removeAll(images.keySet());
            onlyRemembered = remembered.keySet();
            images.putAll(remembered);
        }
        if (images.isEmpty()) {
            // Going on with an empty list of ids would list every instance of the account.
            Set<String> owners = target().source().imageOwners();
            warn("no AMI matches " + target().source().criterion().describe() + " (owners: "
                    + (owners.isEmpty() ? "any" : String.join(", ", owners)) + ")");
            return;
        }
        describeInstances(
                client,
                filters,
                "image-id",
                images.keySet(),
                page -> new InstanceReader(target().region(), images::get));
    }

    private Map<String, Image> remembered(Ec2Client client) {
        try {
            return new ImageMetadataSearch(client, calls()).matching(target(), filters);
        } catch (AwsServiceException e) {
            if (!AwsFailures.isUnknownAction(e)) {
                throw e;
            }
            Failure answer = AwsFailures.of(e);
            throw new ActionNotOfferedException(
                    new Failure(
                            FailureCause.INVALID_REQUEST,
                            answer.code(),
                            "this endpoint does not offer DescribeInstanceImageMetadata, which"
                                    + " include-deregistered-images needs; set include-deregistered-images=false for this"
                                    + " source, or use an endpoint that offers it (it answered: " + answer.message()
                                    + ")",
                            answer.requestId()),
                    e);
        }
    }

    private void scanInstances(Ec2Client client, Set<String> instanceIds, ImageSearch imageSearch) {
        describeInstances(client, filters, "instance-id", instanceIds, page -> {
            Map<String, Image> ofPage =
                    imageSearch.byIds(InstanceReader.anInstanceOfEachImage(page).keySet(), Set.of());
            return new InstanceReader(target().region(), ofPage::get);
        });
        if (found() < instanceIds.size() && !stopped()) {
            warn((instanceIds.size() - found()) + " of " + instanceIds.size()
                    + " instance ids are unknown here, or their instances are gone or excluded by state or tags");
        }
    }

    @Override
    void handedOver(List<Instance> page) {
        foundDeregistered += page.stream()
                .filter(instance -> onlyRemembered.contains(instance.image().id()))
                .count();
    }

    @Override
    long foundDeregistered() {
        return foundDeregistered;
    }
}
