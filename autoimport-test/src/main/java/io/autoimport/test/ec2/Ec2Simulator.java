package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.action.Actions;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.internal.server.QueryServer;
import io.autoimport.test.ec2.internal.server.RequestLog;
import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.Roles;
import io.autoimport.test.ec2.model.RecordedRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * EC2 in a process: an HTTP server on 127.0.0.1 that speaks enough of the EC2 Query protocol, and of STS, for the real
 * AWS SDK client, and that keeps EC2's rules. On request it misbehaves as EC2 can: see {@link #faults()}.
 *
 * <pre>{@code
 * try (Ec2Simulator ec2 = Ec2Simulator.start()) {
 *     SimulatedRegion region = ec2.region("us-east-1");
 *     SimulatedImage image = region.registerImage("CML-2.7.0-a");
 *     region.launch(image, 3);
 *     // point the client under test at ec2.endpoint()
 * }
 * }</pre>
 *
 * <p>Nothing is shared between two simulators, and nothing is left once one is closed. Its threads are daemons.
 * Thread-safe.
 */
public final class Ec2Simulator implements AutoCloseable {

    /** The account that {@link #account()} stands for. */
    public static final String DEFAULT_ACCOUNT_ID = "111122223333";

    private final Cloud cloud;
    private final Roles roles = new Roles();
    private final AccessKeys keys;
    private final FaultRules faultRules = new FaultRules();
    private final RequestLog log = new RequestLog();
    private final Faults faults;
    private final QueryServer server;

    private Ec2Simulator(Builder builder) {
        this.cloud = new Cloud(builder.clock, builder.seed);
        this.keys = new AccessKeys(cloud.ids(), DEFAULT_ACCOUNT_ID);
        this.faults = new Faults(faultRules, builder.clock);
        this.server =
                new QueryServer(builder.port, cloud, keys, new Actions(roles, keys, builder.seed), faultRules, log);
    }

    /**
     * Starts a simulator on a free port, with the system's clock.
     *
     * @return the simulator, for the caller to close
     */
    public static Ec2Simulator start() {
        return builder().start();
    }

    /**
     * Begins a simulator with settings of its own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The endpoint of EC2 and of STS alike.
     *
     * @return for example {@code http://127.0.0.1:34567}
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /**
     * The default account. Every access key that the simulator has not given out stands for it.
     *
     * @return the account {@value #DEFAULT_ACCOUNT_ID}
     */
    public SimulatedAccount account() {
        return account(DEFAULT_ACCOUNT_ID);
    }

    /**
     * An account. It exists from the beginning.
     *
     * @param accountId twelve digits
     * @return the account
     * @throws IllegalArgumentException if the id does not consist of twelve digits
     */
    public SimulatedAccount account(String accountId) {
        return new SimulatedAccount(accountId, cloud, keys, roles);
    }

    /**
     * A region of the default account. It exists from the beginning.
     *
     * @param region for example {@code us-east-1}
     * @return the region
     */
    public SimulatedRegion region(String region) {
        return account().region(region);
    }

    /**
     * What goes wrong, and how to make it.
     *
     * @return the faults of this simulator
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The requests that came, oldest first, refused ones included. The log is bounded: of more than 10,000 requests or
     * 500,000 parameters the oldest are forgotten.
     *
     * @return a snapshot
     */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /**
     * The requests for one action.
     *
     * @param action for example {@code DescribeInstances}
     * @return a snapshot, oldest first
     */
    public List<RecordedRequest> requests(String action) {
        return log.requests().stream()
                .filter(request -> request.action().equals(action))
                .toList();
    }

    /**
     * The number of requests since the start or since they were last cleared, forgotten ones included.
     *
     * @return zero or more
     */
    public long requestCount() {
        return log.count();
    }

    /** Forgets the requests. */
    public void clearRequests() {
        log.clear();
    }

    /** Ends the server at once. Requests under way are cut off, hanging ones too. */
    @Override
    public void close() {
        server.close();
    }

    /** The settings of a simulator. Not thread-safe. */
    public static final class Builder {

        private int port;
        private Clock clock = Clock.systemUTC();
        private long seed;

        private Builder() {}

        /**
         * Sets the port.
         *
         * @param fixedPort a port, or zero for any free one, which is the default
         * @return this
         */
        public Builder port(int fixedPort) {
            this.port = fixedPort;
            return this;
        }

        /**
         * Sets the clock that everything goes by but latency: launch times, lags, throttling, expiry.
         *
         * @param simulatedClock the system's clock unless set
         * @return this
         */
        public Builder clock(Clock simulatedClock) {
            this.clock = simulatedClock;
            return this;
        }

        /**
         * Sets the seed. The same seed gives the same ids and the same order of listings.
         *
         * @param number any number; zero unless set
         * @return this
         */
        public Builder seed(long number) {
            this.seed = number;
            return this;
        }

        /**
         * Starts the simulator.
         *
         * @return the simulator, for the caller to close
         * @throws java.io.UncheckedIOException if the port is not free
         */
        public Ec2Simulator start() {
            return new Ec2Simulator(this);
        }
    }
}
