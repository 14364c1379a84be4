package io.autoimport.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Has each answer checked while it is read. It is uncompressed here rather than by the SDK, so that its real size counts. */
final class AnswerCheck implements ExecutionInterceptor {

    /** Ten times what a page of 1,000 instances takes. */
    static final int MAX_PAGE_BYTES = 64 * 1024 * 1024;

    /** Far more than an error takes, or the credentials of a role. */
    static final int MAX_OTHER_BYTES = 1024 * 1024;

    private static final String ENCODING = "Content-Encoding";

    private final int maxBytes;

    private AnswerCheck(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static AnswerCheck ofPages() {
        return new AnswerCheck(MAX_PAGE_BYTES);
    }

    static AnswerCheck ofOthers() {
        return new AnswerCheck(MAX_OTHER_BYTES);
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        return isCompressed(response)
                ? response.toBuilder().removeHeader(ENCODING).build()
                : response;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(body -> checked(body, context, attributes));
    }

    private InputStream checked(InputStream body, Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        @Nullable String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        String name = "the answer of " + context.httpRequest().host() + " to " + operation;
        boolean isPage = context.httpResponse().isSuccessful();
        Abortable connection = body instanceof Abortable abortable ? abortable : () -> {};
        return new CheckedAnswer(
                isCompressed(context.httpResponse()) ? uncompressed(body, connection, name) : body,
                connection,
                name,
                isPage ? maxBytes : MAX_OTHER_BYTES,
                !isPage,
                isPage ? ReservationsReader.sieveFor(attributes) : null);
    }

    private static boolean isCompressed(SdkHttpResponse response) {
        return response.firstMatchingHeader(ENCODING)
                .filter(encoding -> encoding.equalsIgnoreCase("gzip"))
                .isPresent();
    }

    // What is thrown by an interceptor itself, the SDK wraps.
    private static InputStream refused(AnswerRefusedException refusal) {
        return new InputStream() {
            @Override
            public int read() {
                throw refusal;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                throw refusal;
            }
        };
    }

    private static InputStream uncompressed(InputStream body, Abortable connection, String name) {
        try {
            return new GZIPInputStream(body);
        } catch (IOException e) {
            connection.abort(); // nobody else will give it back
            return refused(new AnswerRefusedException("NotCompressed", name, "is not compressed as it says"));
        }
    }
}
