package io.autoimport.test.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.test.ec2.model.SimulatedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

class PagingTest extends SimulatorTest {

    private final SimulatedImage image = region.registerImage("CML-2.7.0-a");

    private static List<String> idsOf(DescribeInstancesResponse page) {
        return page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> instance.instanceId())
                .toList();
    }

    private List<List<String>> pages(Consumer<DescribeInstancesRequest.Builder> request) {
        List<List<String>> pages = new ArrayList<>();
        ec2.describeInstancesPaginator(request).forEach(page -> pages.add(idsOf(page)));
        return pages;
    }

    private static List<String> all(List<List<String>> pages) {
        return pages.stream().flatMap(List::stream).toList();
    }

    @Test
    void pagesTogetherHoldEachInstanceOnce() {
        String[] launched = ids(region.launch(image, 12));
        region.launchFleet(image, 13);

        List<List<String>> pages = pages(r -> r.maxResults(10));

        assertThat(pages).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(all(pages)).hasSize(25).doesNotHaveDuplicates().contains(launched);
    }

    @Test
    void theLastFullPageHasNoToken() {
        region.launch(image, 10);

        assertThat(pages(r -> r.maxResults(10))).hasSize(1);
    }

    @Test
    void withoutMaxResultsAPageHoldsAThousand() {
        region.launchFleet(image, 1001);

        assertThat(pages(r -> {})).extracting(List::size).containsExactly(1000, 1);
    }

    @Test
    void whatIsLaunchedAndTerminatedMeanwhileNeverDuplicatesOrDropsTheRest() {
        String[] before = ids(region.launch(image, 20));
        DescribeInstancesResponse first = ec2.describeInstances(r -> r.maxResults(10));
        region.launch(image, 20);
        region.terminate(idsOf(first).get(0));
        clock.advance(Duration.ofMinutes(59));

        List<String> seen = new ArrayList<>(idsOf(first));
        String token = first.nextToken();
        while (token != null) {
            String current = token;
            DescribeInstancesResponse page =
                    ec2.describeInstances(r -> r.maxResults(10).nextToken(current));
            seen.addAll(idsOf(page));
            token = page.nextToken();
        }

        assertThat(seen).doesNotHaveDuplicates().contains(before);
    }

    @Test
    void aTokenIsGoodForItsOwnQueryOnly() {
        region.launch(image, 10);
        String token = ec2.describeInstances(r -> r.maxResults(5)).nextToken();

        assertThat(idsOf(ec2.describeInstances(r -> r.maxResults(6).nextToken(token))))
                .hasSize(5);
        assertThat(codeOf(() -> ec2.describeInstances(
                        r -> r.maxResults(5).nextToken(token).filters(filter("image-id", "ami-1")))))
                .isEqualTo("400 InvalidPaginationToken");
        assertThat(codeOf(() -> ec2(simulator.account(), OTHER_REGION)
                        .describeInstances(r -> r.maxResults(5).nextToken(token))))
                .isEqualTo("400 InvalidPaginationToken");
    }

    @Test
    void aBogusTokenIsRefused() {
        region.launch(image, 10);
        String token = ec2.describeInstances(r -> r.maxResults(5)).nextToken();

        assertThat(List.of("bogus", "????", "", token.substring(1), token + "AAAA"))
                .allSatisfy(bogus -> assertThat(codeOf(
                                () -> ec2.describeInstances(r -> r.maxResults(5).nextToken(bogus))))
                        .isEqualTo("400 InvalidParameterValue"));
    }

    @Test
    void aTokenExpiresAfterAnHour() {
        region.launch(image, 10);
        String token = ec2.describeInstances(r -> r.maxResults(5)).nextToken();
        clock.advance(Duration.ofHours(1));

        assertThat(codeOf(() -> ec2.describeInstances(r -> r.maxResults(5).nextToken(token))))
                .isEqualTo("400 InvalidPaginationToken");
    }

    @Test
    void shortPagesHoldFewerThanAskedForAndTogetherAllTheSame() {
        region.launch(image, 10);
        simulator.faults().shortPages(3, 0, 1);

        List<List<String>> pages = pages(r -> r.maxResults(5));

        assertThat(pages).extracting(List::size).containsExactly(3, 0, 1, 3, 0, 1, 2);
        assertThat(all(pages)).hasSize(10).doesNotHaveDuplicates();
        assertThatThrownBy(() -> simulator.faults().shortPages(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRepeatedTokenComesWithTheSamePageForEver() {
        region.launch(image, 10);
        Fault fault = simulator.faults().repeatPageToken();
        String token = ec2.describeInstances(r -> r.maxResults(5)).nextToken();

        DescribeInstancesResponse again =
                ec2.describeInstances(r -> r.maxResults(5).nextToken(token));

        assertThat(again.nextToken()).isEqualTo(token);
        assertThat(idsOf(ec2.describeInstances(r -> r.maxResults(5).nextToken(token))))
                .isEqualTo(idsOf(again));

        fault.remove();

        assertThat(pages(r -> r.maxResults(5))).hasSize(2);
    }
}
