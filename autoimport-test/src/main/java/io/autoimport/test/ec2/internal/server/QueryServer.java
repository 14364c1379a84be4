package io.autoimport.test.ec2.internal.server;

import com.sun.net.httpserver.HttpServer;
import io.autoimport.test.ec2.internal.action.Actions;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP server, bound to 127.0.0.1 alone. */
public final class QueryServer implements AutoCloseable {

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService workers;
    private final FaultRules faults;
    private final Waits waits;

    /**
     * Starts it.
     *
     * @param port the port, or zero for any free one
     */
    public QueryServer(int port, Cloud cloud, AccessKeys keys, Actions actions, FaultRules faults, RequestLog log) {
        this.faults = faults;
        this.waits = new Waits(faults);
        this.server = bind(port);
        this.workers =
                Executors.newCachedThreadPool(daemons(this.server.getAddress().getPort()));
        server.setExecutor(workers);
        server.createContext("/", new RequestHandler(new Dispatcher(cloud, keys, actions, faults), faults, log, waits));
        startAsDaemon();
    }

    private static HttpServer bind(int port) {
        // Without it Nagle's algorithm and delayed acknowledgements cost 40 ms per answer.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The EC2 simulator can't listen on 127.0.0.1:" + port + "; choose a free port, or 0 for any", e);
        }
    }

    private static ThreadFactory daemons(int port) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "ec2-simulator-" + port + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The server's own thread is a daemon only if the thread is that starts it. */
    private void startAsDaemon() {
        Thread starter = new Thread(server::start, "ec2-simulator-start");
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops it, and cuts off whatever is under way. */
    @Override
    public void close() {
        faults.clear();
        waits.end();
        server.stop(0);
        workers.shutdownNow();
    }
}
