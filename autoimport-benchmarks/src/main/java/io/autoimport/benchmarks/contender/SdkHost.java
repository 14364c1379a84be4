package io.autoimport.benchmarks.contender;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.paginators.DescribeInstancesIterable;

/** What a host writes with the SDK alone; how the pages get into the table is left to others. */
abstract class SdkHost implements Contender {

    static final String INSERT = """
            INSERT INTO auto_import_worker (instance_id, region, account_id, source, name, state, instance_type, private_ip,
              public_ip, launched_at, tags, image_id, image_name, created_by, run_id, imported_at, managed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""";

    private static final JsonWriter<Map<String, String>> JSON = JsonWriter.standard();

    private final Ec2Client client;
    private final String region;

    SdkHost(Task task) {
        this.region = task.regions().get(0);
        this.client = Ec2Client.builder()
                .region(Region.of(region))
                .endpointOverride(task.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(task.accessKeyId(), task.secretAccessKey())))
                .build();
    }

    final Map<String, @Nullable String> imageNames() {
        return client
                .describeImagesPaginator(request -> request.owners("self")
                        .filters(Filter.builder()
                                .name("name")
                                .values(Task.AMI_NAME)
                                .build()))
                .images()
                .stream()
                .collect(Collectors.toMap(Image::imageId, Image::name));
    }

    final DescribeInstancesIterable pages(Map<String, @Nullable String> imageNames) {
        return client.describeInstancesPaginator(DescribeInstancesRequest.builder()
                .maxResults(1_000)
                .filters(
                        Filter.builder()
                                .name("image-id")
                                .values(imageNames.keySet())
                                .build(),
                        Filter.builder()
                                .name("instance-state-name")
                                .values("pending", "running", "stopping", "stopped")
                                .build())
                .build());
    }

    /** The values of {@link #INSERT}. */
    final Object[] rowOf(Reservation reservation, Instance instance, Map<String, @Nullable String> imageNames) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : instance.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return new Object[] {
            instance.instanceId(),
            region,
            reservation.ownerId(),
            "benchmark",
            tags.getOrDefault("Name", instance.instanceId()),
            instance.state().nameAsString(),
            instance.instanceTypeAsString(),
            instance.privateIpAddress(),
            instance.publicIpAddress(),
            instance.launchTime().atOffset(ZoneOffset.UTC),
            JSON.writeToString(tags),
            instance.imageId(),
            imageNames.get(instance.imageId()),
            "benchmark",
            "run",
            Instant.now().atOffset(ZoneOffset.UTC)
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
