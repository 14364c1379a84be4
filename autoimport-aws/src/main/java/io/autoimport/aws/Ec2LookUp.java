package io.autoimport.aws;

import io.autoimport.core.model.Failure;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.spi.InstanceDiscovery.PageConsumer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Looks up instances by their ids, whatever their AMI, state and tags. */
final class Ec2LookUp extends Ec2Search {

    private final Set<String> instanceIds;
    private final Map<String, Image> images = new HashMap<>();
    private boolean metadataOffered;

    Ec2LookUp(
            ImportTarget target, Set<String> instanceIds, PageConsumer pages, Supplier<RegionalEc2> clientOnFirstUse) {
        super(target, pages, clientOnFirstUse);
        // What the source's own scan would not learn of an image must not be known here either.
        this.metadataOffered = target.source().includeDeregisteredImages();
        // Whatever else a repository may hold as an id, EC2 knows no instance of it; wildcards would find all of them.
        this.instanceIds = instanceIds.stream().filter(Ec2Text::isInstanceId).collect(Collectors.toSet());
    }

    @Override
    void search(Ec2Client client) {
        // A filter rather than the request's own list of ids: that one fails as a whole for a single unknown id.
        describeInstances(client, List.of(), "instance-id", instanceIds, page -> {
            learnImages(client, page);
            return new InstanceReader(target().region(), images::get);
        });
    }

    /** AWS knows these instances: to leave them out would say that it does not. */
    @Override
    Failure failureFor(long unreadableInstances) {
        return new Failure(
                FailureCause.INVALID_REQUEST,
                "UnreadableInstances",
                unreadableInstances
                        + " of the instances looked up were reported in a form or state that is not understood",
                null);
    }

    private void learnImages(Ec2Client client, List<ReportedReservation> page) {
        Map<String, String> instanceByImage = InstanceReader.anInstanceOfEachImage(page);
        instanceByImage.keySet().removeAll(images.keySet());
        images.putAll(new ImageSearch(client, calls()).byIds(instanceByImage.keySet(), Set.of()));
        instanceByImage.keySet().removeAll(images.keySet());
        images.putAll(remembered(client, instanceByImage.values()));
        // What is unknown now need not be asked for again with the next page.
        instanceByImage.keySet().forEach(id -> images.computeIfAbsent(id, Image::ofId));
    }

    private Map<String, Image> remembered(Ec2Client client, Collection<String> ofInstances) {
        if (!metadataOffered || ofInstances.isEmpty()) {
            return Map.of();
        }
        try {
            return new ImageMetadataSearch(client, calls()).ofInstances(ofInstances);
        } catch (AwsServiceException e) {
            if (AwsFailures.isPassing(e)) {
                throw e;
            }
            // Whether an instance is there is what was asked; the name of its image is worth less than that answer.
            metadataOffered = false;
            return Map.of();
        }
    }
}
