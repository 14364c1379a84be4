package io.autoimport.core.model;

import java.net.URI;
import java.util.regex.Pattern;

/** Checks the URLs of what is reached over HTTP. */
public final class EndpointUrl {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private EndpointUrl() {}

    /**
     * Checks a URL.
     *
     * @param url what is to be reached
     * @param example what such a URL looks like, for the message
     * @param allowPlaintext whether it may be plain http to another machine than this one
     * @return the same
     * @throws IllegalArgumentException if it is no http(s) URL with a host, or plain http to another machine without
     *     permission. The message names nothing of the URL but its host
     */
    public static URI checked(URI url, String example, boolean allowPlaintext) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("it is not a URL like " + example);
        }
        if ("http".equals(scheme) && !allowPlaintext && !isLoopback(url)) {
            throw new IllegalArgumentException("it is plain http to another machine (" + url.getHost()
                    + "), which lets anyone in between read and forge the answers");
        }
        return url;
    }

    /**
     * Whether a URL leads to this machine.
     *
     * @param url a URL with a host
     * @return whether the host is {@code localhost} or a loopback address; names are not looked up
     */
    public static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(url.getHost()).matches();
    }
}
