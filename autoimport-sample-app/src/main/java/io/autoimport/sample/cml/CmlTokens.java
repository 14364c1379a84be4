package io.autoimport.sample.cml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token of each worker. Known by the address, too: another machine that has taken it over is shown no token that is not its
 * own. Thread-safe.
 */
final class CmlTokens {

    /** Workers come and go; the tokens of those that were not asked for longest go with them. */
    private static final int MAX = 10_000;

    private static final float LOAD = 0.75f;

    private final Map<CmlWorker, String> tokens = new LinkedHashMap<>(16, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CmlWorker, String> eldest) {
            return size() > MAX;
        }
    };

    synchronized @Nullable String of(CmlWorker worker) {
        return tokens.get(worker);
    }

    synchronized void keep(CmlWorker worker, String token) {
        tokens.put(worker, token);
    }
}
