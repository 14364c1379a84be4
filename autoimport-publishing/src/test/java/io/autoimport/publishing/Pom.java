package io.autoimport.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What is written in a POM, and nothing that a parent or a property would add. */
record Pom(Document document) {

    static Pom read(Path file) {
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(
                    "Can't read " + file.toAbsolutePath().normalize(), e);
        }
    }

    /** The text at a path such as {@code scm/url}; empty where there is none. */
    String text(String path) {
        List<String> texts = texts(path);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    List<String> texts(String path) {
        return nodes("/project/" + path, document).stream()
                .map(node -> node.getTextContent().strip())
                .toList();
    }

    Set<String> elements() {
        Set<String> names = new TreeSet<>();
        nodes("/project/*", document).forEach(node -> names.add(node.getNodeName()));
        return names;
    }

    List<Dependency> dependencies() {
        return dependencies("/project/dependencies/dependency");
    }

    List<Dependency> managed() {
        return dependencies("/project/dependencyManagement/dependencies/dependency");
    }

    private List<Dependency> dependencies(String path) {
        return nodes(path, document).stream().map(Pom::dependency).toList();
    }

    private static Dependency dependency(Node node) {
        Set<String> exclusions = new TreeSet<>();
        nodes("exclusions/exclusion", node)
                .forEach(exclusion ->
                        exclusions.add(child(exclusion, "groupId") + ":" + child(exclusion, "artifactId")));
        String scope = child(node, "scope");
        return new Dependency(
                child(node, "groupId") + ":" + child(node, "artifactId"),
                child(node, "version"),
                scope.isEmpty() ? "compile" : scope,
                Boolean.parseBoolean(child(node, "optional")),
                exclusions);
    }

    private static String child(Node node, String name) {
        return nodes(name, node).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Node> nodes(String path, Node start) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, start, XPathConstants.NODESET);
            List<Node> nodes = new ArrayList<>(found.getLength());
            for (int i = 0; i < found.getLength(); i++) {
                nodes.add(found.item(i));
            }
            return nodes;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** One dependency; its name is {@code groupId:artifactId}, and without a scope it is {@code compile}. */
    record Dependency(String name, String version, String scope, boolean optional, Set<String> exclusions) {

        Dependency withoutVersion() {
            return new Dependency(name, "", scope, optional, exclusions);
        }
    }
}
