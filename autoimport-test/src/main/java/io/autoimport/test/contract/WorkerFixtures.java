package io.autoimport.test.contract;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.InstanceState;
import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Workers to fill repositories with. */
final class WorkerFixtures {

    static final String SOURCE = "default";
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "444455556666";
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** What a store must take and give back as it is. */
    static final List<String> UGLY_TEXTS = List.of(
            "'; DROP TABLE workers; --",
            "\"quoted\" {json: [1, 2]}",
            "back\\slash, comma, NULL",
            "<img src=x onerror=alert(1)>",
            "Überwachung 監視 🛰️",
            "line\nbreak\ttab",
            " leading and trailing ");

    private WorkerFixtures() {}

    static String id(int number) {
        return "i-%017x".formatted(number);
    }

    static Worker worker(int number) {
        return named(number, "worker-" + number);
    }

    static Worker named(int number, String name) {
        return tagged(number, Map.of(Instance.NAME_TAG, name, "Environment", "test", "empty", ""));
    }

    static Worker tagged(int number, Map<String, String> tags) {
        return made(instance(number, REGION, tags), SOURCE);
    }

    /** A worker that a source found in a region. */
    static Worker found(int number, String source, String region) {
        return made(instance(number, region, Map.of()), source);
    }

    private static Worker made(Instance instance, String source) {
        return Worker.of(instance, source, "auto-import-job", "run-1", NOW);
    }

    private static Instance instance(int number, String region, Map<String, String> tags) {
        Image image =
                new Image("ami-0123456789abcdef0", "CML-2.7.0-lite", "Cisco Modeling Labs", NOW, "111122223333", null);
        return new Instance(
                id(number),
                region,
                ACCOUNT,
                image,
                InstanceState.RUNNING,
                "c5.2xlarge",
                NOW,
                "10.0.0.1",
                "203.0.113.7",
                tags);
    }

    /** A worker of which all is known, and no two parts are the same. */
    static Worker complete(int number) {
        Image image = new Image(
                "ami-0fedcba9876543210",
                "CML-2.8.1",
                "made by hand",
                Instant.parse("2025-12-31T23:59:59.999Z"),
                "123456789012",
                "aws-marketplace");
        Instance instance = new Instance(
                id(number),
                "eu-west-3",
                "999988887777",
                image,
                InstanceState.SHUTTING_DOWN,
                "m7g.medium",
                Instant.parse("2026-02-03T04:05:06.007Z"),
                "10.1.2.3",
                "198.51.100.9",
                Map.of("Team", "network", "key with = and \"", ""));
        return new Worker(
                "by another name", instance, "staging", "alice", "run-2", Instant.parse("2026-03-04T05:06:07Z"));
    }

    /** A worker of which nothing is known that need not be. */
    static Worker bare(int number) {
        Image image = Image.ofId("ami-0123456789abcdef0");
        return made(
                new Instance(id(number), REGION, null, image, InstanceState.PENDING, "", null, null, null, Map.of()),
                SOURCE);
    }

    static List<Worker> workers(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(WorkerFixtures::worker)
                .toList();
    }

    static Set<String> ids(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(WorkerFixtures::id).collect(Collectors.toUnmodifiableSet());
    }
}
