package io.autoimport.spring.documentation;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources of the library can say to an operator or a developer, found in their syntax trees. */
final class LibraryMessages {

    private static final List<Path> SOURCES = Stream.of(
                    "autoimport-core/src/main/java",
                    "autoimport-aws/src/main/java",
                    "autoimport-spring-boot-starter/src/main/java")
            .map(MarkdownPage.ROOT::resolve)
            .toList();

    private static final Path SIMULATOR =
            MarkdownPage.ROOT.resolve("autoimport-test/src/main/java/io/autoimport/test/ec2");

    /** Which argument of a call is read by somebody. */
    private static final Map<String, Integer> SAYING = Map.ofEntries(
            Map.entry("answer", 1),
            Map.entry("create", 0),
            Map.entry("doubt", 1),
            Map.entry("failed", 0),
            Map.entry("invalid", 2),
            Map.entry("invalidSink", 0),
            Map.entry("message", 0),
            Map.entry("object", 1),
            Map.entry("planRejection", 4),
            Map.entry("requireNonNull", 1),
            Map.entry("skipped", 1),
            Map.entry("super", 0),
            Map.entry("warnIfThereAreWorkers", 0));

    /** Variables that hold such a text until it is said. */
    private static final Set<String> HOLDING = Set.of("reason", "text", "IN_PROGRESS", "ON_ANOTHER_NODE");

    private static final Set<String> WARNING = Set.of("warn", "error");

    private final Map<String, String> messages = new TreeMap<>();
    private final Set<String> codes = new TreeSet<>();
    private final Set<String> texts = new TreeSet<>();

    private LibraryMessages() {}

    static LibraryMessages read() {
        LibraryMessages messages = new LibraryMessages();
        SOURCES.forEach(root -> messages.scan(root, false));
        messages.scan(SIMULATOR, true);
        return messages;
    }

    /** What must be documented, with the class that says it. */
    Map<String, String> messages() {
        return messages;
    }

    /** The codes of failures that are not AWS's. */
    Set<String> codes() {
        return codes;
    }

    /** All that the sources have of text, said to somebody or not. */
    Set<String> texts() {
        return texts;
    }

    private void scan(Path root, boolean simulator) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(root)) {
            List<Path> sources =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree source : task.parse()) {
                new Scanner(nameOf(source), simulator).scan(source, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(CompilationUnitTree source) {
        return Path.of(source.getSourceFile().toUri()).getFileName().toString().replace(".java", "");
    }

    private final class Scanner extends TreeScanner<Void, Void> {

        private final String place;
        private final boolean simulator;
        private String method = "";

        Scanner(String place, boolean simulator) {
            this.place = place;
            this.simulator = simulator;
        }

        @Override
        public Void scan(Tree tree, Void nothing) {
            if (tree instanceof ExpressionTree expression) {
                texts.addAll(SourceText.of(expression));
            }
            // Of a sum only what is put between the literals: half of a message is none.
            return SourceText.isSum(tree) ? scan(SourceText.partsOf(tree), null) : super.scan(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            method = tree.getName().toString();
            return super.visitMethod(tree, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String name = SourceText.nameOf(call);
            String receiver = SourceText.receiverOf(call);
            if (isLog(name, receiver) || (name.equals("add") && receiver.equals("warnings"))) {
                say(call.getArguments(), 0);
            } else if (!simulator && name.equals("refused")) {
                sayOrCode(call.getArguments());
            } else if (!simulator && SAYING.containsKey(name)) {
                say(call.getArguments(), SAYING.get(name));
            }
            return super.visitMethodInvocation(call, null);
        }

        private boolean isLog(String name, String receiver) {
            return (WARNING.contains(name) && Set.of("", "log", "LOG").contains(receiver))
                    || (name.equals("log") && (receiver.contains("atWarn()") || receiver.contains("atError()")));
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String type = made.getIdentifier().toString();
            if (type.equals("InvalidAutoImportPropertyException")) {
                say(made.getArguments(), 2);
            } else if (simulator ? type.matches("(Illegal|Unchecked|Unsupported)\\w+Exception") : isFailure(type)) {
                sayOrCode(made.getArguments());
            }
            return super.visitNewClass(made, null);
        }

        private boolean isFailure(String type) {
            return type.equals("Failure") || type.endsWith("Exception");
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (!simulator && HOLDING.contains(variable.getName().toString()) && variable.getInitializer() != null) {
                say(List.of(variable.getInitializer()), 0);
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public Void visitYield(YieldTree tree, Void nothing) {
            sayIfCure(tree.getValue());
            return super.visitYield(tree, null);
        }

        @Override
        public Void visitCase(CaseTree tree, Void nothing) {
            if (tree.getBody() instanceof ExpressionTree value) {
                sayIfCure(value);
            }
            return super.visitCase(tree, null);
        }

        private void sayIfCure(ExpressionTree value) {
            if (method.equals("cureOf")) {
                say(List.of(value), 0);
            }
        }

        private void sayOrCode(List<? extends ExpressionTree> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                for (String text : SourceText.of(arguments.get(i))) {
                    if (text.contains(" ")) {
                        put(text);
                    } else if (text.matches("[A-Z]\\w+") && !simulator) {
                        codes.add(text);
                    }
                }
            }
        }

        private void say(List<? extends ExpressionTree> arguments, int which) {
            if (which < arguments.size()) {
                SourceText.of(arguments.get(which)).forEach(this::put);
            }
        }

        private void put(String text) {
            String core = SourceText.core(text);
            if (core.contains(" ") || core.equals("disabled")) {
                messages.put(core, place);
            }
        }
    }
}
