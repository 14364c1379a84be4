package io.autoimport.spring.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.event.DomainEvent;
import io.autoimport.spring.outbox.Outbox;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.support.TestSink;
import io.autoimport.spring.support.TestSink.Answer;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events on their way from a database to a server that may do anything. */
@ExtendWith(OutputCaptureExtension.class)
class SinkDeliveryTest {

    private final TestSink sink = new TestSink();
    private final String h2 = TestDatabases.h2Url();

    @AfterEach
    void closeSink() {
        sink.close();
    }

    private ApplicationContextRunner host() {
        return EventHost.on(h2, sink.url());
    }

    private static List<String> idsOf(int worker, int changes) {
        return EventHost.idsOf(Facts.lifeOf(worker, changes));
    }

    @Test
    void anEventIsPostedInBinaryModeOnceItIsCommitted() {
        host().withPropertyValues("spring.application.name=Flotte Ü").run(context -> {
            EventHost.happen(context, List.of(Facts.imported(1)));
            await().until(() -> EventHost.isEmpty(context));

            assertThat(sink.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.uri()).hasToString("/in");
                assertThat(request.headers())
                        .containsEntry("Content-type", List.of("application/json"))
                        .containsEntry("Ce-specversion", List.of("1.0"))
                        .containsEntry("Ce-type", List.of("io.autoimport.worker.imported.v1"))
                        .containsEntry("Ce-subject", List.of(Facts.id(1)))
                        .containsEntry("Ce-source", List.of("/Flotte%2520%25C3%259C/auto-import"));
                assertThat(request.event().getData()).isNotNull();
                assertThat(request.body()).contains("\"public_ip\":null", "監視");
            });
        });
    }

    @Test
    void whatIsRolledBackIsNotSent() {
        host().run(context -> {
            EventHost.transaction(context).executeWithoutResult(status -> {
                context.getBean(CloudEventRelay.class).relay(List.of(Facts.imported(1)));
                status.setRollbackOnly();
            });
            EventHost.happen(context, List.of(Facts.imported(2)));
            await().until(() -> EventHost.isEmpty(context));

            assertThat(sink.takenIds()).isEqualTo(idsOf(2, 0));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 302, 307, 400, 404, 410, 429, 500, 503})
    void whateverIsNotTakenIsTriedAgainWithTheSameId(int status) {
        TestSink elsewhere = new TestSink();
        try (elsewhere) {
            sink.answers(Answer.of(status).with("Location", elsewhere.url()));
            host().run(context -> {
                EventHost.happen(context, List.of(Facts.imported(1)));
                await().until(() -> sink.requests().size() >= 3);
                assertThat(EventHost.backlog(context).waiting()).isEqualTo(1);
                assertThat(EventHost.backlog(context).lastFailure().reason())
                        .contains(status == 0 ? "Exception" : "HTTP status " + status);

                sink.answers(Answer.TAKEN);
                await().until(() -> EventHost.isEmpty(context));

                assertThat(sink.requests())
                        .extracting(request -> request.event().getId())
                        .containsOnly(idsOf(1, 0).get(0));
                assertThat(sink.taken()).hasSize(1);
            });
            assertThat(elsewhere.requests()).as("redirects are not followed").isEmpty();
        }
    }

    @Test
    void aSinkThatHangsIsGivenUpAndOthersAreNotHeldUp() {
        CountDownLatch end = new CountDownLatch(1);
        sink.answers(event -> {
            if (event.getSubject().equals(Facts.id(1))) {
                end.await();
            }
            return Answer.TAKEN;
        });
        host().withPropertyValues(EventHost.PREFIX + "request-timeout=3s").run(context -> {
            EventHost.happen(context, List.of(Facts.imported(1), Facts.imported(2), Facts.updated(2, Facts.NOW)));
            await().until(() -> Set.copyOf(sink.takenIds()).size() == 2
                    && EventHost.backlog(context).lastFailure() != null);
            assertThat(EventHost.backlog(context).lastFailure().reason()).contains("no answer within PT3S");
            sink.answers(Answer.TAKEN);
            await().until(() -> EventHost.isEmpty(context));
        });
        end.countDown();
    }

    @Test
    void aSinkThatHangsIsToldInTheSameWordsWhoeverNoticesFirst(CapturedOutput output) {
        CountDownLatch end = new CountDownLatch(1);
        sink.answers(event -> {
            end.await();
            return Answer.TAKEN;
        });
        Duration timeout = Duration.ofSeconds(2);
        AtomicInteger requests = new AtomicInteger();
        host().withPropertyValues(EventHost.PREFIX + "request-timeout=" + timeout)
                .withBean(SinkRequestCustomizer.class, () -> request -> {
                    if (requests.incrementAndGet() == 2) { // until the HTTP client gave up the one before
                        await().pollDelay(timeout.multipliedBy(2)).until(() -> true);
                    }
                })
                .run(context -> {
                    EventHost.happen(context, List.of(Facts.imported(1), Facts.imported(2)));
                    await().until(() -> linesOfTheSink(output).findAny().isPresent());
                    assertThat(linesOfTheSink(output))
                            .first(InstanceOfAssertFactories.STRING)
                            .contains("does not take events", "no answer within PT2S");
                });
        end.countDown();
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        sink.answers(Answer.of(200).with("x".repeat(5_000_000)));
        host().run(context -> {
            EventHost.happen(context, List.of(Facts.imported(1)));
            await().until(() -> EventHost.isEmpty(context));
        });
    }

    @Test
    void aPoisonedEventHoldsUpItsWorkerAloneAndCanBeRemoved() {
        String poisoned = idsOf(1, 0).get(0);
        sink.answers(event -> event.getId().equals(poisoned) ? Answer.of(400) : Answer.TAKEN);
        host().run(context -> {
            List<DomainEvent> events = new ArrayList<>(Facts.lifeOf(1, 1));
            events.addAll(Facts.lifeOf(2, 3));
            EventHost.happen(context, events);
            await().until(() -> sink.taken().size() == 4);
            assertThat(sink.takenIds()).isEqualTo(idsOf(2, 3));
            await().until(() -> EventHost.backlog(context).waiting() == 2);

            new JdbcTemplate(context.getBean(DataSource.class))
                    .update("DELETE FROM auto_import_outbox WHERE event_id = ?", poisoned);

            await().until(() -> EventHost.isEmpty(context));
            assertThat(sink.takenIds()).endsWith(idsOf(1, 1).get(1));
        });
    }

    @Test
    void underRandomFailuresEachWorkersEventsComeInOrderFromTwoNodesOnPostgres() {
        long seed = 20260102;
        Random random = new Random(seed);
        sink.answers(event -> {
            int dice;
            synchronized (random) {
                dice = random.nextInt(10);
            }
            return switch (dice) {
                case 0 -> Answer.of(503);
                case 1 -> Answer.of(429).with("Retry-After", "0");
                case 2 -> Answer.CUT;
                case 3 -> Answer.TAKEN_AND_CUT;
                default -> Answer.TAKEN;
            };
        });
        String url = TestDatabases.postgresUrl();
        EventHost.on(url, sink.url())
                .run(one -> EventHost.on(url, sink.url()).run(other -> {
                    for (int worker = 0; worker < 20; worker++) {
                        EventHost.happen(worker % 2 == 0 ? one : other, Facts.lifeOf(worker, 4));
                    }
                    await().atMost(Duration.ofMinutes(2)).until(() -> EventHost.isEmpty(one));
                }));

        Map<String, List<String>> firstTaken = sink.taken().stream()
                .collect(Collectors.groupingBy(
                        CloudEvent::getSubject, Collectors.mapping(CloudEvent::getId, Collectors.toList())));
        IntStream.range(0, 20).forEach(worker -> {
            List<String> taken = firstTaken.get(Facts.id(worker));
            assertThat(new ArrayList<>(new LinkedHashSet<>(taken)))
                    .as("seed %s, worker %s", seed, worker)
                    .isEqualTo(idsOf(worker, 4));
            assertThat(taken.stream().map(id -> idsOf(worker, 4).indexOf(id)).toList())
                    .as("seed %s, worker %s: nothing comes after what is later", seed, worker)
                    .isSortedAccordingTo(Integer::compare);
        });
    }

    @RepeatedTest(5) // what is given up may break in several ways
    void whatWasNotDeliveredBeforeARestartIsDeliveredAfterIt() {
        CountDownLatch end = new CountDownLatch(1);
        sink.answers(event -> {
            end.await();
            return Answer.CUT;
        });
        String url = TestDatabases.postgresUrl();
        EventHost.on(url, sink.url()).run(context -> {
            EventHost.happen(context, Facts.lifeOf(1, 2));
            await().until(() -> !sink.requests().isEmpty());
        });
        assertThat(new JdbcTemplate(TestDatabases.dataSource(url))
                        .queryForList(
                                "SELECT CASE WHEN due_at <= now() THEN 'due' ELSE 'claimed' END || ' ' || failures"
                                        + " || coalesce(last_failure, '') FROM auto_import_outbox ORDER BY id",
                                String.class))
                .as("what was underway is given back")
                .containsExactly("due 0", "due 0", "due 0");
        sink.answers(Answer.TAKEN);

        EventHost.on(url, sink.url()).run(context -> await().until(() -> EventHost.isEmpty(context)));

        assertThat(sink.takenIds()).isEqualTo(idsOf(1, 2));
        end.countDown();
    }

    @Test
    void aNodeThatHasDiedIsSucceeded() {
        sink.answers(Answer.of(503));
        host().withPropertyValues(EventHost.PREFIX + "outbox.poll-interval=20ms")
                .run(context -> {
                    context.getBean(OutboxDelivery.class).stop();
                    EventHost.happen(context, List.of(Facts.imported(1)));
                    assertThat(context.getBean(Outbox.class).claim(1, Duration.ofSeconds(2)))
                            .hasSize(1);
                    sink.answers(Answer.TAKEN);
                    context.getBean(OutboxDelivery.class).start();

                    await().until(() -> EventHost.isEmpty(context));
                    assertThat(sink.taken()).hasSize(1);
                });
    }

    @Test
    void anOutageIsToldOnceAndItsEndToo(CapturedOutput output) {
        sink.answers(Answer.of(503));
        host().run(context -> {
            EventHost.happen(context, List.of(Facts.imported(1), Facts.imported(2)));
            await().until(() -> sink.requests().size() >= 6);
            sink.answers(Answer.TAKEN);
            await().until(() -> linesOfTheSink(output).anyMatch(line -> line.contains("takes events again")));
            assertThat(linesOfTheSink(output).filter(line -> line.contains("does not take events")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "HTTP status 503");
        });
    }

    // Other tests write to the same console meanwhile, of sinks of their own.
    private Stream<String> linesOfTheSink(CapturedOutput output) {
        return output.getAll().lines().filter(line -> line.contains(sink.authority()));
    }

    @Test
    void secretsReachTheSinkAndNothingElse(CapturedOutput output) {
        sink.answers(Answer.of(401));
        EventHost.on(h2, "http://bob:s3cret@" + sink.authority() + "/in?token=t0ken")
                .withBean(SinkRequestCustomizer.class, () -> request -> request.setHeader("X-Key", "k3y"))
                .run(context -> {
                    EventHost.happen(context, List.of(Facts.imported(1)));
                    await().until(() -> sink.requests().size() >= 2);

                    assertThat(sink.requests().get(0).uri()).hasToString("/in?token=t0ken");
                    assertThat(sink.requests().get(0).headers())
                            .containsEntry("Authorization", List.of("Basic Ym9iOnMzY3JldA=="))
                            .containsEntry("X-key", List.of("k3y"));
                    assertThat(EventHost.backlog(context).toString()).doesNotContain("s3cret", "t0ken", "k3y");
                });
        assertThat(output.getAll())
                .contains("does not take events")
                .doesNotContain("s3cret", "t0ken", "k3y", "Ym9iOnMzY3JldA");
    }

    @Test
    void aCustomizerThatFailsIsAFailedDelivery() {
        host().withBean(SinkRequestCustomizer.class, () -> request -> {
                    throw new IllegalStateException("the secret is xyz");
                })
                .run(context -> {
                    EventHost.happen(context, List.of(Facts.imported(1)));
                    await().until(() -> EventHost.backlog(context).failing() == 1);
                    assertThat(EventHost.backlog(context).lastFailure().reason())
                            .contains("IllegalStateException")
                            .doesNotContain("xyz");
                    assertThat(sink.requests()).isEqualTo(Collections.emptyList());
                });
    }
}
