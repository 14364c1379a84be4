package io.autoimport.spring.jdbc;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Tries again what failed only because of what another session did at the same moment. */
final class Attempts {

    private static final int MAX = 20;

    private Attempts() {}

    static <T> T repeat(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (attempt == MAX) {
                    throw e;
                }
            }
        }
    }
}
