package io.autoimport.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Maven resolves for a host that adds the starter and nothing else, as the build has listed it. */
final class Footprint {

    private static final Path LIST = Path.of("target", "footprint.txt");
    private static final Pattern ARTIFACT = Pattern.compile(
            "^ +([^ :]+:[^ :]+):jar:[^ ]+?:(?:compile|runtime):(.+?)(?: -- module .*)?$", Pattern.MULTILINE);

    private Footprint() {}

    static List<Artifact> read() {
        try {
            return ARTIFACT.matcher(Files.readString(LIST))
                    .results()
                    .map(Footprint::artifact)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Artifact artifact(MatchResult line) {
        return new Artifact(line.group(1), Path.of(line.group(2)));
    }

    /** One of them: {@code groupId:artifactId}, and its jar. */
    record Artifact(String name, Path file) {}
}
