package io.autoimport.spring.support;

import java.util.stream.Stream;
import org.springframework.boot.test.system.CapturedOutput;

/** What a test itself has logged. Tests that run beside it write to the same console. */
public final class OwnLines {

    private OwnLines() {}

    /** The lines that the current thread has written. */
    public static Stream<String> of(CapturedOutput output) {
        String thread = "[" + Thread.currentThread().getName() + "]";
        return output.getAll().lines().filter(line -> line.contains(thread));
    }
}
