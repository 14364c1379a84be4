package io.autoimport.spring.reliability;

import io.autoimport.spring.reliability.Tripwire.Trap;
import io.autoimport.spring.reliability.Tripwire.Where;
import io.autoimport.spring.support.RestartablePostgres;
import io.autoimport.spring.support.TestSink;
import io.autoimport.spring.support.TestSink.Answer;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.Fault;
import io.autoimport.test.ec2.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** How each fault is made to happen, with real parts wherever there are any. */
final class Injection {

    private final Ec2Simulator ec2;
    private final RestartablePostgres server;
    private final HostDatabase database;
    private final Consumer<Duration> clock;
    private final Supplier<List<String>> page;
    private final TestSink sink;

    /**
     * @param ec2 the simulator
     * @param server the database's server
     * @param database the database
     * @param clock puts the host's clock forward by so much, or back if it is nothing
     * @param page the ids of the page that the host is about to insert
     * @param sink where the host sends its events
     */
    Injection(
            Ec2Simulator ec2,
            RestartablePostgres server,
            HostDatabase database,
            Consumer<Duration> clock,
            Supplier<List<String>> page,
            TestSink sink) {
        this.ec2 = ec2;
        this.server = server;
        this.database = database;
        this.clock = clock;
        this.page = page;
        this.sink = sink;
    }

    Trap of(FaultKind kind, Point point) {
        return switch (kind) {
            case KILL -> throw new IllegalArgumentException("That takes a JVM of its own");
            case EXCEPTION -> throwing(Where.IMPORT, point, () -> new IllegalStateException("broken on purpose"));
            case CONNECTION_CUT -> at(point, database::cutConnections);
            case DATABASE_RESTART -> at(point, this::restart);
            case DEADLOCK -> at(point, () -> database.deadlockWith(page.get()));
            case OTHER_WRITER ->
                point == Point.MID_PAGE
                        ? at(
                                point,
                                () -> database.insertOtherwiseMeanwhile(
                                        page.get().get(0)))
                        : at(point, () -> database.insertOtherwise(anyOfFleet()));
            case CONNECTION_RESET -> ofEc2(point, Faults::cutConnections);
            case TRUNCATED_XML -> ofEc2(point, Faults::truncateXml);
            case MALFORMED_XML -> ofEc2(point, Faults::malformXml);
            case WRONG_CONTENT_TYPE -> ofEc2(point, Faults::answerHtml);
            case ERROR_BURST ->
                ofEc2(
                        point,
                        faults -> faults.fail(500, "InternalError").times(1),
                        faults -> faults.fail(503, "Unavailable").times(1));
            case THROTTLING -> ofEc2(point, faults -> faults.fail(503, "RequestLimitExceeded"));
            case EXPIRED_CREDENTIALS -> ofEc2(point, Faults::expireCredentials);
            case HANGING_ENDPOINT -> ofEc2(point, Faults::hang);
            case EXPIRED_PAGE_TOKEN -> ofEc2(point, faults -> faults.fail(400, "InvalidNextToken"));
            case CLOCK_JUMP -> at(point, () -> clock.accept(Duration.ofDays(1)));
            case DISK_FULL -> diskFull(point);
            case OUT_OF_MEMORY_IN_LISTENER ->
                throwing(Where.EVENT_LISTENER, point, () -> new OutOfMemoryError("on purpose"));
            case EVENT_LISTENER -> throwing(Where.EVENT_LISTENER, point, () -> new IllegalStateException("on purpose"));
            case HANGING_SINK -> hangingSink(point);
            case TELEMETRY -> throwing(Where.TELEMETRY, point, () -> new IllegalStateException("on purpose"));
        };
    }

    private Trap hangingSink(Point point) {
        CountDownLatch mended = new CountDownLatch(1);
        Runnable hang = () -> sink.answers(event -> {
            mended.await();
            return Answer.TAKEN;
        });
        return new Trap(Where.IMPORT, point, hang, () -> {
            sink.answers(Answer.TAKEN);
            mended.countDown();
        });
    }

    private void restart() {
        server.stop();
        server.start();
    }

    private static Trap at(Point point, Runnable fault) {
        return new Trap(Where.IMPORT, point, fault, () -> {});
    }

    private static Trap throwing(Where where, Point point, Supplier<Throwable> thrown) {
        return new Trap(where, point, () -> Injection.<RuntimeException>raise(thrown.get()), () -> {});
    }

    @SuppressWarnings("unchecked") // errors and exceptions alike
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private String anyOfFleet() {
        return ec2.region(FaultMatrixTest.STRUCK_REGION)
                .instances()
                .findAny()
                .orElseThrow()
                .id();
    }

    /** Strikes the calls of one region while a run lasts. */
    @SafeVarargs
    private Trap ofEc2(Point point, Function<Faults, Fault>... kinds) {
        List<Fault> faults = new ArrayList<>();
        Runnable strike = () -> {
            for (Function<Faults, Fault> kind : kinds) {
                Fault fault = kind.apply(ec2.faults())
                        .in(FaultMatrixTest.STRUCK_REGION)
                        .on(point == Point.IMAGE_LOOK_UP ? "DescribeImages" : "DescribeInstances");
                faults.add(point == Point.MID_PAGE ? fault.after(1) : fault);
            }
        };
        return new Trap(Where.IMPORT, Point.IMAGE_LOOK_UP, strike, () -> faults.forEach(Fault::remove));
    }

    private Trap diskFull(Point point) {
        Runnable fill = switch (point) {
            case LOCKING -> () -> database.fillDisk("auto_import_lock", "BEFORE INSERT OR UPDATE", false);
            case UNLOCKING -> () -> database.fillDisk("auto_import_lock", "BEFORE UPDATE", false);
            case BEFORE_COMMIT -> () -> database.fillDisk("auto_import_worker", "AFTER INSERT", true);
            case AFTER_COMMIT -> () -> database.fillDisk("auto_import_job_result", "BEFORE INSERT", false);
            default -> () -> database.fillDisk("auto_import_worker", "BEFORE INSERT", false);
        };
        // What strikes at the commit has to be there before the page begins.
        Point prepared = point == Point.BEFORE_COMMIT ? Point.IMAGE_LOOK_UP : point;
        return new Trap(Where.IMPORT, prepared, fill, database::makeRoomOnDisk);
    }
}
