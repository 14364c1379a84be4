package io.autoimport.aws;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.SearchCriterion;
import io.autoimport.core.spi.InstanceDiscovery.PageConsumer;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** One scan of one target. */
final class Ec2Scan extends Ec2Search {

    Ec2Scan(ImportTarget target, PageConsumer pages, Supplier<RegionalEc2> clientOnFirstUse) {
        super(target, pages, clientOnFirstUse);
    }

    @Override
    void search(Ec2Client client) {
        ImageSearch imageSearch = new ImageSearch(client, requests());
        SearchCriterion criterion = target().source().criterion();
        Set<String> owners = target().source().imageOwners();
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
            Set<String> owners = target().source().imageOwners();
            warn("no AMI matches " + target().source().criterion().describe() + " (owners: "
                    + (owners.isEmpty() ? "any" : String.join(", ", owners)) + ")");
            return;
        }
        describeInstances(
                client,
                Ec2Filters.rulesOf(target().source()),
                "image-id",
                images.keySet(),
                page -> new InstanceReader(target().region(), images::get));
    }

    private void scanInstances(Ec2Client client, Set<String> instanceIds, ImageSearch imageSearch) {
        describeInstances(client, Ec2Filters.rulesOf(target().source()), "instance-id", instanceIds, page -> {
            Map<String, Image> images =
                    imageSearch.byIds(InstanceReader.anInstanceOfEachImage(page).keySet(), Set.of());
            return new InstanceReader(target().region(), images::get);
        });
        if (found() < instanceIds.size() && !stopped()) {
            warn((instanceIds.size() - found()) + " of " + instanceIds.size()
                    + " instance ids are unknown here, or their instances are gone or excluded by state or tags");
        }
    }
}
