package io.autoimport.test.ec2.internal.protocol;

import io.autoimport.core.model.InstanceState;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes the XML of EC2: nested elements, {@code item} lists, times with milliseconds. */
public final class XmlWriter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final XMLStreamWriter out;

    /** Writes to a stream, which stays open. */
    public XmlWriter(OutputStream stream) throws XMLStreamException {
        // Given a stream or an OutputStreamWriter, the JDK's writer asks an encoder for each character, and splits
        // the surrogate pairs of a supplementary character on some versions. The default factory: another one that
        // happens
        // to be on the class path escapes differently.
        this.out = XMLOutputFactory.newDefaultFactory()
                .createXMLStreamWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
    }

    /** The time as EC2 writes it, for example {@code 2026-01-31T10:00:00.000Z}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** What stands between the tags of an element. */
    @FunctionalInterface
    public interface Content {

        /** Writes it. */
        void write(XmlWriter xml) throws XMLStreamException;
    }

    /** Writes one item of a list. */
    @FunctionalInterface
    public interface ItemContent<T> {

        /** Writes it. */
        void write(XmlWriter xml, T item) throws XMLStreamException;
    }

    /** Writes a document with its root element in a namespace. */
    public void document(String root, String namespace, Content content) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement(root);
        if (!namespace.isEmpty()) {
            out.writeAttribute("xmlns", namespace);
        }
        content.write(this);
        out.writeEndElement();
        out.writeEndDocument();
        out.flush();
    }

    /** Writes an element with what is inside it. */
    public XmlWriter element(String name, Content content) throws XMLStreamException {
        out.writeStartElement(name);
        content.write(this);
        out.writeEndElement();
        return this;
    }

    /** Writes an element without content. */
    public XmlWriter empty(String name) throws XMLStreamException {
        out.writeEmptyElement(name);
        return this;
    }

    /** Writes a list: an element, and below it another one for each of them. */
    public <T> XmlWriter list(String name, Collection<T> items, ItemContent<T> content) throws XMLStreamException {
        return element(name, xml -> {
            for (T item : items) {
                xml.element("item", inner -> content.write(inner, item));
            }
        });
    }

    /** Writes a list of one item. */
    public XmlWriter listOf(String name, Content content) throws XMLStreamException {
        return element(name, xml -> xml.element("item", content));
    }

    /** Writes an element with text in it, or nothing if there is no text. */
    public XmlWriter text(String name, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            out.writeStartElement(name);
            characters(value);
            out.writeEndElement();
        }
        return this;
    }

    /** Writes an element with a number in it. */
    public XmlWriter number(String name, long value) throws XMLStreamException {
        return text(name, Long.toString(value));
    }

    /** Writes an element with a boolean in it. */
    public XmlWriter flag(String name, boolean value) throws XMLStreamException {
        return text(name, Boolean.toString(value));
    }

    /** Writes the code and the name of an instance's state. */
    public XmlWriter state(String name, InstanceState state) throws XMLStreamException {
        return element(name, xml -> xml.number("code", state.number()).text("name", state.code()));
    }

    /** Writes the tags, or nothing if there are none. */
    public XmlWriter tags(Map<String, String> tags) throws XMLStreamException {
        return tags.isEmpty()
                ? this
                : list(
                        "tagSet",
                        tags.entrySet(),
                        (xml, tag) -> xml.text("key", tag.getKey()).text("value", tag.getValue()));
    }

    /** A parser reads a bare carriage return as a line feed, and refuses what XML 1.0 has no place for. */
    private void characters(String value) throws XMLStreamException {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r') {
                out.writeCharacters(value.substring(from, i));
                out.writeEntityRef("#13");
                from = i + 1;
            } else if (isForbidden(c)) {
                out.writeCharacters(value.substring(from, i));
                out.writeCharacters("\uFFFD");
                from = i + 1;
            }
        }
        out.writeCharacters(from == 0 ? value : value.substring(from));
    }

    private static boolean isForbidden(char c) {
        return (c < ' ' && c != '\n' && c != '\t') || c >= '\uFFFE';
    }
}
