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

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private WorkerFixtures() {}

    static String id(int number) {
        return "i-%017x".formatted(number);
    }

    static Worker worker(int number) {
        return named(number, "worker-" + number);
    }

    static Worker named(int number, String name) {
        Image image =
                new Image("ami-0123456789abcdef0", "CML-2.7.0-lite", "Cisco Modeling Labs", NOW, "111122223333", null);
        Map<String, String> tags = Map.of(Instance.NAME_TAG, name, "Environment", "test", "empty", "");
        return Worker.of(
                new Instance(
                        id(number),
                        "us-east-1",
                        "444455556666",
                        image,
                        InstanceState.RUNNING,
                        "c5.2xlarge",
                        NOW,
                        "10.0.0.1",
                        "203.0.113.7",
                        tags),
                "default",
                "auto-import-job",
                "run-1",
                NOW);
    }

    /** A worker of which nothing is known that need not be. */
    static Worker bare(int number) {
        return Worker.of(
                new Instance(
                        id(number),
                        "us-east-1",
                        null,
                        Image.ofId("ami-0123456789abcdef0"),
                        InstanceState.PENDING,
                        "",
                        null,
                        null,
                        null,
                        Map.of()),
                "default",
                "auto-import-job",
                "run-1",
                NOW);
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
