package io.autoimport.aws;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An answer that was a good one before it was spoilt, always in the same way for the same seed. */
final class SpoiltAnswer implements RawEndpoint.Answer {

    private static final Pattern TEXT = Pattern.compile("(?<=>)[^<>\n]+(?=</)");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z]+");
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "-1",
            "99999999999999999999",
            "NaN",
            "0x10",
            "true",
            "null",
            "2026-13-45T99:99:99Z",
            "-999999999-01-01T00:00:00Z",
            "&#10;forged",
            "&#0;",
            "&lol;",
            "&#xD800;",
            "\u202e\u2028\u0085",
            "😀",
            "%s%n${jndi:ldap://127.0.0.1:1/x}",
            "'; DROP TABLE auto_import_worker; --",
            "<b>",
            "<![CDATA[<img src=x onerror=alert(1)>]]>",
            "<!-- -->",
            "i-*",
            "*",
            "../../etc/passwd",
            "x".repeat(100_000));
    private static final List<String> TYPES = List.of("text/xml;charset=UTF-8", "text/html", "application/json", "x");
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 200, 200, 204, 301, 400, 403, 500, 503);
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE);

    private final int status;
    private final String contentType;
    private final byte[] body;

    private SpoiltAnswer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    @Override
    public void send(RawEndpoint.Exchange exchange) throws IOException {
        if (status == 204) {
            exchange.http().sendResponseHeaders(status, -1);
        } else {
            exchange.send(status, contentType, body);
        }
    }

    static SpoiltAnswer of(String answer, long seed) {
        Random random = new Random(seed);
        String text = answer;
        for (int i = random.nextInt(4); i > 0; i--) {
            text = spoilText(text, random);
        }
        byte[] body = text.getBytes(random.nextInt(8) == 0 ? any(CHARSETS, random) : StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            body = spoilBytes(body, random);
        }
        return new SpoiltAnswer(
                random.nextInt(4) == 0 ? any(STATUSES, random) : 200,
                random.nextInt(6) == 0 ? any(TYPES, random) : TYPES.get(0),
                body);
    }

    /** The answer without what HTTP says of it. */
    byte[] body() {
        return body.clone();
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String spoilText(String text, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "<!DOCTYPE x [<!ENTITY lol \"lol\">]>" + text;
            case 1 -> replaceAny(TAG, text, any(tags(text), random), random);
            default -> replaceAny(TEXT, text, any(VALUES, random), random);
        };
    }

    private static List<String> tags(String text) {
        List<String> tags = TAG.matcher(text).results().map(MatchResult::group).toList();
        return tags.isEmpty() ? List.of("<x") : tags;
    }

    private static String replaceAny(Pattern pattern, String text, String with, Random random) {
        List<MatchResult> matches = pattern.matcher(text).results().toList();
        if (matches.isEmpty()) {
            return text;
        }
        MatchResult match = any(matches, random);
        return text.substring(0, match.start()) + with + text.substring(match.end());
    }

    private static byte[] spoilBytes(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            default -> {
                byte[] changed = bytes.clone();
                changed[from] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
