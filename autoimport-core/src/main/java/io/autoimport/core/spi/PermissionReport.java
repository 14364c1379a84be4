package io.autoimport.core.spi;

import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.model.PermissionCheck.Verdict;
import java.util.List;

/**
 * Which calls a target takes, and whether they are allowed.
 *
 * @param checks one for each call, in the order in which a scan makes them; empty if the discovery can't tell
 * @param apiCalls requests sent for it, retries included
 * @param throttles how many of these were throttled
 */
public record PermissionReport(List<PermissionCheck> checks, long apiCalls, long throttles) {

    /** Of a discovery that can't tell. */
    public static final PermissionReport NONE = new PermissionReport(List.of(), 0, 0);

    /** Copies. */
    public PermissionReport {
        checks = List.copyOf(checks);
    }

    /**
     * The calls that would be refused.
     *
     * @return those that are denied; not those of which it can't be told
     */
    public List<PermissionCheck> denied() {
        return checks.stream()
                .filter(check -> check.verdict() == Verdict.DENIED)
                .toList();
    }
}
