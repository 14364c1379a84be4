package io.autoimport.spring.cloudevents;

import java.net.http.HttpRequest;

/**
 * Adjusts each request to the sink, for example to authorize it: {@code request.setHeader("Authorization", "Bearer " +
 * token)}. Define a bean of this type, or several. Called on the thread that delivers, before each attempt; what it throws
 * counts as a failed delivery. The URL, the method and the headers {@code ce-*} are the library's.
 */
@FunctionalInterface
public interface SinkRequestCustomizer {

    /**
     * Adjusts a request.
     *
     * @param request the request as far as it is made
     */
    void customize(HttpRequest.Builder request);
}
