package io.autoimport.spring.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** What a node is called in the history of runs: unlike any other, and such that somebody can find it. */
final class NodeName {

    private NodeName() {}

    static String of(@Nullable String configured) {
        return StringUtils.hasText(configured)
                ? configured
                : machine() + ":" + ProcessHandle.current().pid();
    }

    // The variable first: to ask for the address takes seconds where no name service knows the machine.
    private static String machine() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            @Nullable String name = System.getenv(variable);
            if (StringUtils.hasText(name)) {
                return name;
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
