package io.autoimport.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.sql.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Bare HTTP without a signature, one pass of StAX, and COPY straight into the table: no retry, no check, no look-up, and it
 * breaks if a worker is there already.
 */
final class Floor implements Contender {

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    private final Task task;
    private final boolean writing;

    Floor(Task task, boolean writing) {
        this.task = task;
        this.writing = writing;
    }

    /** Takes the rows; null where nothing is written. */
    private interface Rows {
        void add(String row) throws IOException;
    }

    @Override
    public long run() throws Exception {
        Map<String, String> names = imageNames();
        if (!writing) {
            return readInstances(names, null);
        }
        try (Connection connection = task.dataSource().getConnection();
                PGCopyOutputStream copy = new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "COPY auto_import_worker (instance_id, region, account_id, source, name, state, instance_type,"
                                + " private_ip, public_ip, launched_at, tags, image_id, image_name, created_by, run_id,"
                                + " imported_at, managed) FROM STDIN")) {
            return readInstances(names, row -> copy.write(row.getBytes(UTF_8)));
        }
    }

    private Map<String, String> imageNames() throws IOException, XMLStreamException {
        Map<String, String> names = new LinkedHashMap<>();
        try (InputStream answer = ask(
                "Action=DescribeImages&Owner.1=self&Filter.1.Name=name&Filter.1.Value.1=" + encoded(Task.AMI_NAME))) {
            XMLStreamReader xml = XML.createXMLStreamReader(answer);
            String id = "";
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("imageId")) {
                        id = xml.getElementText();
                    } else if (xml.getLocalName().equals("name")) {
                        names.put(id, xml.getElementText());
                    }
                }
            }
        }
        return names;
    }

    private long readInstances(Map<String, String> names, @Nullable Rows rows) throws IOException, XMLStreamException {
        StringBuilder query = new StringBuilder("Action=DescribeInstances&MaxResults=1000&Filter.1.Name=image-id");
        int number = 0;
        for (String id : names.keySet()) {
            query.append("&Filter.1.Value.").append(++number).append('=').append(id);
        }
        Page page = new Page(names, rows);
        do {
            String token = page.nextToken == null ? "" : "&NextToken=" + encoded(page.nextToken);
            page.nextToken = null;
            try (InputStream answer = ask(query + token)) {
                page.read(XML.createXMLStreamReader(answer));
            }
        } while (page.nextToken != null);
        return page.found;
    }

    private InputStream ask(String query) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) task.endpoint().toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + task.accessKeyId() + "/20260101/"
                        + task.regions().get(0) + "/ec2/aws4_request, SignedHeaders=host, Signature=0");
        try (OutputStream body = connection.getOutputStream()) {
            body.write((query + "&Version=2016-11-15").getBytes(UTF_8));
        }
        return connection.getInputStream();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /** Reads page after page. */
    private final class Page {

        private final Map<String, String> names;
        private final @Nullable Rows rows;
        private final String now = Instant.now().toString();
        private final StringBuilder row = new StringBuilder();
        private @Nullable String nextToken;
        private String owner = "";
        private long found;

        Page(Map<String, String> names, @Nullable Rows rows) {
            this.names = names;
            this.rows = rows;
        }

        void read(XMLStreamReader xml) throws XMLStreamException, IOException {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "ownerId" -> owner = xml.getElementText();
                        case "instancesSet" -> readInstances(xml);
                        case "nextToken" -> nextToken = xml.getElementText();
                        default -> {}
                    }
                }
            }
        }

        private void readInstances(XMLStreamReader xml) throws XMLStreamException, IOException {
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                readInstance(xml);
            }
        }

        private void readInstance(XMLStreamReader xml) throws XMLStreamException, IOException {
            Map<String, String> fields = new LinkedHashMap<>();
            Map<String, String> tags = new TreeMap<>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                switch (name) {
                    case "instanceId", "imageId", "instanceType", "launchTime", "privateIpAddress", "ipAddress" ->
                        fields.put(name, xml.getElementText());
                    case "instanceState" -> readState(xml, fields);
                    case "tagSet" -> readTags(xml, tags);
                    default -> skip(xml);
                }
            }
            found++;
            if (rows != null) {
                rows.add(rowOf(fields, tags));
            }
        }

        private void readState(XMLStreamReader xml, Map<String, String> fields) throws XMLStreamException {
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                fields.put(xml.getLocalName(), xml.getElementText());
            }
        }

        private void readTags(XMLStreamReader xml, Map<String, String> tags) throws XMLStreamException {
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                String key = "";
                while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("key")) {
                        key = xml.getElementText();
                    } else {
                        tags.put(key, xml.getElementText());
                    }
                }
            }
        }

        private void skip(XMLStreamReader xml) throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                int event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT
                        ? 1
                        : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            }
        }

        private String rowOf(Map<String, String> fields, Map<String, String> tags) {
            row.setLength(0);
            String id = String.valueOf(fields.get("instanceId"));
            String imageId = String.valueOf(fields.get("imageId"));
            column(id);
            column(task.regions().get(0));
            column(owner);
            column("benchmark");
            column(tags.getOrDefault("Name", id));
            column(fields.get("name"));
            column(fields.get("instanceType"));
            column(fields.get("privateIpAddress"));
            column(fields.get("ipAddress"));
            column(fields.get("launchTime"));
            StringBuilder json = new StringBuilder("{");
            tags.forEach((key, value) -> json.append(json.length() == 1 ? "\"" : ",\"")
                    .append(key)
                    .append("\":\"")
                    .append(value)
                    .append('"'));
            column(json.append('}').toString());
            column(imageId);
            column(names.get(imageId));
            column("benchmark");
            column("run");
            column(now);
            return row.append("t\n").toString();
        }

        private void column(@Nullable String value) {
            row.append(value == null ? "\\N" : value).append('\t');
        }
    }
}
