package io.autoimport.sample.cml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autoimport.sample.simulator.SimulatedCml;
import io.autoimport.sample.simulator.SimulatedCml.Fault;
import io.autoimport.test.ec2.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a CML on loopback, over HTTP. */
class CmlClientTest {

    private static final Duration IMPATIENCE = Duration.ofMillis(200);

    private static final CmlWorker WORKER = new CmlWorker("i-1", "us-east-1", "10.0.0.1", null);

    private static final CmlWorker OTHER = new CmlWorker("i-2", "us-east-1", "10.0.0.2", null);

    private final ManualClock clock = new ManualClock();
    private final SimulatedCml cml = SimulatedCml.start(clock);
    private final CmlClient client = CmlClients.of(cml);

    @AfterEach
    void stop() {
        cml.close();
    }

    @Test
    void aWorkerTellsItsVersionWithoutAToken() {
        assertThat(client.system(WORKER)).isEqualTo(new CmlSystem("2.7.0+build.4", true));

        assertThat(cml.requests("i-1", "authenticate")).isZero();
    }

    @Test
    void aWorkerTellsHowBusyItIs() {
        CmlStats stats = client.stats(WORKER);

        assertThat(stats.cpus()).isEqualTo(8);
        assertThat(stats.cpuPercent()).isBetween(1.0, 100.0);
        assertThat(stats.memory().percent()).isBetween(1.0, 100.0);
        assertThat(stats.disk().totalBytes()).isEqualTo(64L << 30);
        assertThat(stats.disk().usedBytes()).isBetween(1L << 30, 64L << 30);
        assertThat(stats.runningNodes()).isPositive();
    }

    @Test
    void aWorkerTellsWhatItsLabsAreLike() {
        List<String> ids = client.labIds(WORKER);

        assertThat(ids).isNotEmpty().isEqualTo(cml.labIds("i-1"));
        CmlLab lab = client.lab(WORKER, ids.get(0)).orElseThrow();
        assertThat(lab.id()).isEqualTo(ids.get(0));
        assertThat(lab.title()).isEqualTo("OSPF in two areas 0");
        assertThat(lab.state()).isEqualTo("DEFINED_ON_CORE");
        assertThat(lab.nodes()).isEqualTo(2);
        assertThat(lab.links()).isEqualTo(1);
        assertThat(lab.owner()).isEqualTo("student");
        assertThat(lab.createdAt()).isBeforeOrEqualTo(ManualClock.START);
        assertThat(lab.modifiedAt()).isEqualTo(ManualClock.START);
    }

    @Test
    void aLabThatIsGoneIsNoFailure() {
        String gone = client.labIds(WORKER).get(0);
        clock.advance(Duration.ofMinutes(1));

        assertThat(client.lab(WORKER, gone)).isEmpty();
    }

    @Test
    void theTokenOfAWorkerIsKeptForIt() {
        client.stats(WORKER);
        client.labIds(WORKER);
        client.stats(OTHER);

        assertThat(cml.requests("i-1", "authenticate")).isEqualTo(1);
        assertThat(cml.requests("i-2", "authenticate")).isEqualTo(1);
    }

    @Test
    void aTokenThatIsNotValidAnyMoreIsRenewedOnce() {
        client.stats(WORKER);
        cml.expireTokens("i-1");

        client.stats(WORKER);

        assertThat(cml.requests("i-1", "authenticate")).isEqualTo(2);
        assertThat(cml.requests("i-1", "system_stats")).isEqualTo(3);
    }

    @Test
    void aPasswordThatIsNotAcceptedIsNamedNowhere() {
        CmlSettings settings = CmlClients.settings(cml.baseUrl(), "admin", "s3cret-passw0rd", CmlClients.PATIENCE);

        assertThatThrownBy(() -> CmlClients.of(settings).stats(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/authenticate: status 403")
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("s3cret-passw0rd");
                });
        assertThat(settings.toString()).doesNotContain("s3cret-passw0rd");
    }

    @Test
    void aBrokenWorkerIsAFailureThatNamesItAndTheStatus() {
        cml.set("i-1", Fault.BROKEN);

        assertThatThrownBy(() -> client.system(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/system_information: status 500");
        assertThatThrownBy(() -> client.stats(WORKER)).isInstanceOf(CmlException.class);
        assertThat(client.stats(OTHER)).isNotNull();
    }

    @Test
    void aWorkerThatDoesNotAnswerIsNotWaitedForForEver() {
        cml.set("i-1", Fault.SLOW);

        assertThatThrownBy(() -> CmlClients.of(cml, IMPATIENCE).system(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/system_information: no answer within PT0.2S");
    }

    @Test
    void whatIsNoJsonIsAFailure() {
        cml.set("i-1", Fault.GARBAGE);

        assertThatThrownBy(() -> client.system(WORKER))
                .isInstanceOf(CmlException.class)
                .hasMessage("i-1, /api/v0/system_information: the answer is no JSON");
    }

    @Test
    void aMendedWorkerAnswersAgain() {
        cml.set("i-1", Fault.BROKEN);
        assertThatThrownBy(() -> client.stats(WORKER)).isInstanceOf(CmlException.class);

        cml.set("i-1", Fault.NONE);

        assertThat(client.stats(WORKER)).isNotNull();
        assertThat(cml.faults()).isEmpty();
    }

    @Test
    void whoHasNobodyToAskAsIsNotConfigured() {
        assertThat(client.isConfigured()).isTrue();
        assertThat(CmlClients.withoutUser(cml).isConfigured()).isFalse();
    }
}
