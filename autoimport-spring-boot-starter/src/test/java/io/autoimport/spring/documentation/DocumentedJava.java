package io.autoimport.spring.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complete example of a page: a block of Java that begins with an import.
 *
 * @param typeName the name of the type that it declares
 * @param source the source, without a package
 */
record DocumentedJava(String typeName, String source) {

    private static final Path PAGES = Path.of("..", "docs");
    private static final Pattern TYPE =
            Pattern.compile("^(?:public )?(?:final )?(?:class|record|interface) (\\w+)", Pattern.MULTILINE);

    static List<DocumentedJava> on(String page) throws IOException {
        return blocks(page, "java").stream()
                .filter(block -> block.startsWith("import "))
                .map(block -> new DocumentedJava(typeNameIn(block), block))
                .toList();
    }

    static DocumentedJava on(String page, String typeName) throws IOException {
        return on(page).stream()
                .filter(example -> example.typeName().equals(typeName))
                .findFirst()
                .orElseThrow();
    }

    /** All blocks of a language, complete or not. */
    static List<String> blocks(String page, String language) throws IOException {
        Pattern block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return block.matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String typeNameIn(String block) {
        Matcher type = TYPE.matcher(block);
        if (!type.find()) {
            throw new IllegalStateException("No type is declared in\n" + block);
        }
        return type.group(1);
    }
}
