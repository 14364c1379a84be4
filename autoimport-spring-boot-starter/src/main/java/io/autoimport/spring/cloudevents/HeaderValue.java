package io.autoimport.spring.cloudevents;

import java.nio.charset.StandardCharsets;

/**
 * Attributes as values of HTTP headers, by the
 * <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values">
 * HTTP binding of CloudEvents</a>: what is not printable ASCII, blanks, quotes and percent signs are percent-encoded UTF-8.
 */
final class HeaderValue {

    private HeaderValue() {}

    static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F && b != '"' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hex(b >> 4 & 0xF)).append(hex(b & 0xF));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
