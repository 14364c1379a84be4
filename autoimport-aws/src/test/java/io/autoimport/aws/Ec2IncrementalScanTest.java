package io.autoimport.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.model.RecordedRequest;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Filter;

class Ec2IncrementalScanTest {

    private static final ImportTarget TARGET = ScanFixture.named("CML-*");

    private final ManualClock clock = new ManualClock();
    private final ScanFixture fixture = new ScanFixture(clock);
    private final SimulatedImage image = fixture.region.registerImage("CML-a");

    @AfterEach
    void close() {
        fixture.close();
    }

    private ScanOutcome scanLaunchedSince(Instant from) {
        fixture.pages.clear();
        fixture.ec2.clearRequests();
        return fixture.discovery.scanLaunched(TARGET, from, clock.instant().plus(Duration.ofHours(1)), page -> {
            fixture.pages.add(page);
            return true;
        });
    }

    private List<String> found() {
        return fixture.pages.stream().flatMap(List::stream).map(Instance::id).toList();
    }

    @Test
    void whatIsOldIsNotAskedForAndNothingNewTakesTwoCalls() {
        fixture.region.launchFleet(image, 3_000);
        clock.advance(Duration.ofHours(5));

        ScanOutcome outcome = scanLaunchedSince(clock.instant().minus(Duration.ofHours(2)));

        assertThat(outcome.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(outcome.apiCalls()).isEqualTo(2);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(fixture.ec2.requests())
                .extracting(RecordedRequest::action)
                .containsExactly("DescribeImages", "DescribeInstances");
    }

    @Test
    void whatWasLaunchedOrStartedSinceIsFound() {
        SimulatedInstance old = fixture.region.launch(image);
        SimulatedInstance restarted = fixture.region.launch(image);
        fixture.region.stop(restarted.id());
        clock.advance(Duration.ofDays(3));
        Instant from = clock.instant();
        fixture.region.start(restarted.id());
        SimulatedInstance launched = fixture.region.launch(image);
        clock.advance(Duration.ofMinutes(59));
        SimulatedInstance last = fixture.region.launch(image);

        scanLaunchedSince(from);

        assertThat(found()).containsExactlyInAnyOrder(restarted.id(), launched.id(), last.id());
        assertThat(found()).doesNotContain(old.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-02-28T23:59:59Z | 2026-03-01T01:00:00Z | 2026-02-28T23*, 2026-03-01T00*, 2026-03-01T01*
                    2026-02-28T10:00:00Z | 2026-02-28T10:00:00Z | 2026-02-28T10*
                    2026-02-27T10:00:00Z | 2026-03-01T10:00:00Z | 2026-02-27*, 2026-02-28*, 2026-03-01*
                    """)
    void timesAreAskedForByTheHourOrByTheDay(Instant from, Instant to, String values) {
        List<Filter> filters = Ec2Filters.launched(from, to);

        assertThat(filters).singleElement().satisfies(filter -> {
            assertThat(filter.name()).isEqualTo("launch-time");
            assertThat(String.join(", ", filter.values())).isEqualTo(values);
        });
    }

    @Test
    void aTimeThatIsTooLongForAFilterIsNoFilter() {
        Instant now = clock.instant();

        assertThat(Ec2Filters.launched(now.minus(Duration.ofDays(46)), now)).isNotEmpty();
        assertThat(Ec2Filters.launched(now.minus(Duration.ofDays(60)), now)).isEmpty();
    }
}
