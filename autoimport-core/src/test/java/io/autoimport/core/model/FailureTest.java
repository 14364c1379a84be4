package io.autoimport.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void describesAllThatIsKnown() {
        assertThat(new Failure(FailureCause.PERMISSION, "UnauthorizedOperation", "not authorized", "req-1").describe())
                .isEqualTo("PERMISSION (UnauthorizedOperation): not authorized [request id req-1]");
        assertThat(new Failure(FailureCause.STOPPED, null, "asked to stop", null).describe())
                .isEqualTo("STOPPED: asked to stop");
    }

    @Test
    void takesClassAndMessageOfAnException() {
        assertThat(Failure.of(FailureCause.REPOSITORY, new IllegalStateException("connection lost")))
                .isEqualTo(new Failure(FailureCause.REPOSITORY, "IllegalStateException", "connection lost", null));
    }

    @Test
    void tellsTheCauseThatAnExceptionHides() {
        Exception refused = new IOException("connection refused");

        assertThat(Failure.of(
                                FailureCause.REPOSITORY,
                                new IllegalStateException("no connection", new RuntimeException("wrapped", refused)))
                        .describe())
                .isEqualTo("REPOSITORY (IllegalStateException): no connection (IOException: connection refused)");
        assertThat(Failure.of(FailureCause.REPOSITORY, new IllegalStateException(refused))
                        .message())
                .isEqualTo("java.io.IOException: connection refused");
    }

    @Test
    void causesThatGoRoundInACircleAreNoTrap() {
        Exception one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(Failure.of(FailureCause.UNEXPECTED, one).message()).startsWith("one");
    }

    @Test
    void anExceptionWithoutAMessageIsNamedAfterItsClass() {
        assertThat(Failure.of(FailureCause.UNEXPECTED, new NullPointerException())
                        .describe())
                .isEqualTo("UNEXPECTED (NullPointerException): NullPointerException");
    }

    @Test
    void cannotForgeALogLine() {
        Failure failure = new Failure(FailureCause.INVALID_REQUEST, "a\nb", "c\r\nd\u2028e", "f\u0085g");
        assertThat(failure.describe())
                .isEqualTo("INVALID_REQUEST (a\\u000ab): c\\u000d\\u000ad\\u2028e [request id f\\u0085g]");
    }

    @Test
    void cannotFillTheDisk() {
        Failure failure = new Failure(FailureCause.UNEXPECTED, null, "x".repeat(5_000_000), null);
        assertThat(failure.message()).hasSize(1_003).endsWith("x...");
    }
}
