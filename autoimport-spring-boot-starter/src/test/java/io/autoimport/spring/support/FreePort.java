package io.autoimport.spring.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on which nobody listens. */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int BLOCKS = 600;
    private static final int BLOCK = 20;

    private static final AtomicInteger NEXT =
            new AtomicInteger(LOWEST + (int) (ProcessHandle.current().pid() % BLOCKS) * BLOCK);

    private FreePort() {}

    /**
     * A port of the loopback interface that was free a moment ago, and that nobody is likely to be given before it is
     * used, or while its server is down: it lies below the range from which systems give out ports by themselves.
     */
    public static int find() {
        for (int i = 0; i < BLOCKS; i++) {
            int port = NEXT.getAndIncrement();
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
