package io.autoimport.spring.documentation;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Examples in one package, compiled against the class path of the tests, with any warning an error. */
final class CompiledExamples {

    static final String PACKAGE = "io.autoimport.documented";

    private final Path sources;
    private final Path classes;

    CompiledExamples(Path folder) throws IOException {
        this.sources = Files.createDirectories(folder.resolve("sources").resolve(PACKAGE.replace('.', '/')));
        this.classes = Files.createDirectories(folder.resolve("classes"));
    }

    void compile(List<DocumentedJava> examples) throws IOException {
        List<Path> files = new ArrayList<>();
        for (DocumentedJava example : examples) {
            Path file = sources.resolve(example.typeName() + ".java");
            files.add(Files.writeString(file, "package " + PACKAGE + ";\n\n" + example.source()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            null,
                            manager,
                            problems,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    classPath(),
                                    "-proc:none",
                                    "-parameters",
                                    "-Werror"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError(describe(problems.getDiagnostics()));
            }
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(";", File.pathSeparator);
    }

    private static String describe(List<Diagnostic<? extends JavaFileObject>> problems) {
        return problems.stream().map(problem -> problem.toString()).collect(Collectors.joining("\n"));
    }

    /** Puts a resource beside the classes. */
    void addResource(String name, String content) throws IOException {
        Files.writeString(classes.resolve(name), content);
    }

    /** A class loader that knows the examples, too. */
    URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledExamples.class.getClassLoader());
    }

    static Class<?> load(ClassLoader loader, DocumentedJava example) {
        try {
            return Class.forName(PACKAGE + "." + example.typeName(), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
