package io.autoimport.aws;

import io.autoimport.aws.XmlSieve.Elements;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer to DescribeInstances once from its beginning to its end, and keeps of it what an import needs. It reads
 * what is there as the SDK does: names without their namespace; of several elements of a name where there should be one, the
 * first; of a text that is interrupted, the last part; and nothing behind the end of the root. Only a launch time that is
 * none is left out, where the SDK would refuse the whole answer. For one use.
 */
final class ReservationsXml {

    /** The JDK's own: what else is on the class path may be slower, or less strict. Not changed any more, it is thread-safe. */
    private static final XMLInputFactory FACTORY = factory();

    private static final Elements OF_INSTANCE = Elements.named(
            "instanceId",
            "imageId",
            "instanceState",
            "instanceType",
            "launchTime",
            "privateIpAddress",
            "ipAddress",
            "tagSet");

    /** What is read of an answer. */
    static final Elements ELEMENTS = Elements.any(Elements.named("nextToken", "requestId")
            .and(
                    "reservationSet",
                    Elements.any(Elements.named("ownerId").and("instancesSet", Elements.any(OF_INSTANCE)))));

    private final XMLStreamReader xml;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder rest = new StringBuilder("<answer>");
    private @Nullable List<ReportedReservation> reservations;

    private ReservationsXml(InputStream answer) throws XMLStreamException {
        this.xml = FACTORY.createXMLStreamReader(answer);
    }

    /**
     * An answer, read.
     *
     * @param reservations what it lists
     * @param rest a document with the page token and the request id, as they were
     */
    record Answer(List<ReportedReservation> reservations, String rest) {}

    /**
     * Reads an answer, and leaves it open. What to make of an empty one is left to the SDK.
     *
     * @throws XMLStreamException if it is no XML, or can't be read to its end
     */
    static Answer read(InputStream answer) throws XMLStreamException {
        PushbackInputStream body = new PushbackInputStream(answer);
        try {
            int first = body.read();
            if (first < 0) {
                return new Answer(List.of(), "");
            }
            body.unread(first);
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
        return new ReservationsXml(body).read();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private Answer read() throws XMLStreamException {
        while (!xml.isStartElement()) {
            xml.next();
        }
        while (nextChild()) {
            String name = xml.getLocalName();
            if (name.equals("reservationSet") && reservations == null) {
                reservations = readReservations();
            } else if (name.equals("nextToken") || name.equals("requestId")) {
                keep(name, text());
            } else {
                skip();
            }
        }
        return new Answer(reservations == null ? List.of() : reservations, rest + "</answer>");
    }

    private void keep(String name, String value) {
        rest.append('<').append(name).append('>');
        value.chars().forEach(c -> {
            if (c == '<' || c == '&' || c == '>' || c == '\r') {
                rest.append("&#").append(c).append(';');
            } else {
                rest.append((char) c);
            }
        });
        rest.append("</").append(name).append('>');
    }

    private List<ReportedReservation> readReservations() throws XMLStreamException {
        List<ReportedReservation> items = new ArrayList<>();
        while (nextChild()) {
            items.add(readReservation());
        }
        return items;
    }

    private ReportedReservation readReservation() throws XMLStreamException {
        @Nullable String owner = null;
        @Nullable List<ReportedInstance> instances = null;
        while (nextChild()) {
            String name = xml.getLocalName();
            if (name.equals("ownerId") && owner == null) {
                owner = text();
            } else if (name.equals("instancesSet") && instances == null) {
                instances = readInstances();
            } else {
                skip();
            }
        }
        return new ReportedReservation(owner, instances == null ? List.of() : instances);
    }

    private List<ReportedInstance> readInstances() throws XMLStreamException {
        List<ReportedInstance> items = new ArrayList<>();
        while (nextChild()) {
            items.add(readInstance());
        }
        return items;
    }

    private ReportedInstance readInstance() throws XMLStreamException {
        @Nullable String id = null;
        @Nullable String imageId = null;
        @Nullable State state = null;
        @Nullable String type = null;
        @Nullable String launchTime = null;
        @Nullable String privateIp = null;
        @Nullable String publicIp = null;
        @Nullable Map<String, String> tags = null;
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "instanceId" -> id = textUnless(id);
                case "imageId" -> imageId = textUnless(imageId);
                case "instanceState" -> state = state == null ? readState() : skipped(state);
                case "instanceType" -> type = textUnless(type);
                case "launchTime" -> launchTime = textUnless(launchTime);
                case "privateIpAddress" -> privateIp = textUnless(privateIp);
                case "ipAddress" -> publicIp = textUnless(publicIp);
                case "tagSet" -> tags = tags == null ? readTags() : skipped(tags);
                default -> skip();
            }
        }
        return new ReportedInstance(
                id,
                imageId,
                state == null ? null : state.name(),
                type,
                instantOrNull(launchTime),
                privateIp,
                publicIp,
                tags == null ? Map.of() : tags);
    }

    private record State(@Nullable String name) {}

    private State readState() throws XMLStreamException {
        @Nullable String name = null;
        while (nextChild()) {
            if (xml.getLocalName().equals("name")) {
                name = textUnless(name);
            } else {
                skip();
            }
        }
        return new State(name);
    }

    private Map<String, String> readTags() throws XMLStreamException {
        Map<String, String> tags = new HashMap<>();
        while (nextChild()) {
            @Nullable String key = null;
            @Nullable String value = null;
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "key" -> key = textUnless(key);
                    case "value" -> value = textUnless(value);
                    default -> skip();
                }
            }
            if (key != null) {
                tags.put(key, value == null ? "" : value);
            }
        }
        return tags;
    }

    private static @Nullable Instant instantOrNull(@Nullable String time) {
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeException e) {
            return null; // worth less than the instance that would be lost with it
        }
    }

    /** Goes on to the next element within the one at hand; false at the end of that one. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private <T> T skipped(T before) throws XMLStreamException {
        skip();
        return before;
    }

    private String textUnless(@Nullable String before) throws XMLStreamException {
        return before == null ? text() : skipped(before);
    }

    private String text() throws XMLStreamException {
        text.setLength(0);
        boolean interrupted = false;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (interrupted) {
                        text.setLength(0);
                        interrupted = false;
                    }
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    skip();
                    interrupted = true;
                }
                default -> interrupted = true;
            }
        }
    }
}
