package io.autoimport.spring.reliability;

import static io.autoimport.spring.reliability.Consequence.A_PAGE_AT_MOST;
import static io.autoimport.spring.reliability.Consequence.NOTHING;
import static io.autoimport.spring.reliability.Consequence.PAGE;
import static io.autoimport.spring.reliability.Consequence.PROCESS;
import static io.autoimport.spring.reliability.Consequence.RUN;
import static io.autoimport.spring.reliability.Consequence.TARGET;
import static io.autoimport.spring.reliability.Point.AFTER_COMMIT;
import static io.autoimport.spring.reliability.Point.BEFORE_COMMIT;
import static io.autoimport.spring.reliability.Point.FIRST_PAGE;
import static io.autoimport.spring.reliability.Point.IMAGE_LOOK_UP;
import static io.autoimport.spring.reliability.Point.LOCKING;
import static io.autoimport.spring.reliability.Point.MID_PAGE;
import static io.autoimport.spring.reliability.Point.UNLOCKING;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of the matrix: what can go wrong, and what it costs at each point where it can. */
enum FaultKind {
    KILL("`kill -9` of the JVM", everywhere(PROCESS), ""),
    EXCEPTION(
            "An exception",
            everywhere(TARGET)
                    .with(LOCKING, RUN)
                    .with(MID_PAGE, PAGE)
                    .with(BEFORE_COMMIT, PAGE)
                    .with(AFTER_COMMIT, PAGE)
                    .with(UNLOCKING, NOTHING),
            ""),
    CONNECTION_CUT(
            "The database cuts all connections",
            everywhere(A_PAGE_AT_MOST)
                    .with(LOCKING, RUN)
                    .with(MID_PAGE, PAGE)
                    .with(BEFORE_COMMIT, PAGE)
                    .with(UNLOCKING, NOTHING),
            ""),
    DATABASE_RESTART(
            "The database restarts",
            everywhere(A_PAGE_AT_MOST)
                    .with(LOCKING, RUN)
                    .with(MID_PAGE, PAGE)
                    .with(BEFORE_COMMIT, PAGE)
                    .with(UNLOCKING, NOTHING),
            ""),
    DEADLOCK(
            "The page is the victim of a deadlock",
            only(PAGE, MID_PAGE),
            "Nothing but the writes of a page waits for rows that others hold."),
    OTHER_WRITER(
            "Somebody else writes the same instance",
            only(NOTHING, FIRST_PAGE, MID_PAGE),
            "Before the first page nothing is read yet; once a page has written, it is the other one who finds it taken."),
    CONNECTION_RESET("EC2 resets connections in the middle of answers", ofEc2(TARGET), FaultKind.NO_CALL),
    TRUNCATED_XML("EC2 answers truncated XML", ofEc2(TARGET), FaultKind.NO_CALL),
    MALFORMED_XML("EC2 answers malformed XML", ofEc2(TARGET), FaultKind.NO_CALL),
    WRONG_CONTENT_TYPE("Something answers HTML in place of EC2", ofEc2(TARGET), FaultKind.NO_CALL),
    ERROR_BURST("EC2 answers 500 and 503 for a moment", ofEc2(NOTHING), FaultKind.NO_CALL),
    THROTTLING("`RequestLimitExceeded` for as long as a run lasts", ofEc2(TARGET), FaultKind.NO_CALL),
    EXPIRED_CREDENTIALS("The credentials expire", ofEc2(TARGET), FaultKind.NO_CALL),
    HANGING_ENDPOINT("The endpoint hangs", ofEc2(TARGET), FaultKind.NO_CALL),
    EXPIRED_PAGE_TOKEN(
            "The page token expires", only(TARGET, MID_PAGE), "The request for a first page carries no token."),
    CLOCK_JUMP("The clock jumps a day ahead", everywhere(NOTHING), ""),
    DISK_FULL(
            "The disk of the database is full",
            everywhere(NOTHING)
                    .with(LOCKING, RUN)
                    .with(MID_PAGE, PAGE)
                    .with(BEFORE_COMMIT, PAGE)
                    .without(IMAGE_LOOK_UP)
                    .without(FIRST_PAGE),
            "Until a page is written the database is only read."),
    OUT_OF_MEMORY_IN_LISTENER(
            "A listener throws `OutOfMemoryError`",
            only(TARGET, BEFORE_COMMIT).with(AFTER_COMMIT, NOTHING),
            FaultKind.NO_EVENT),
    EVENT_LISTENER("A listener throws", only(PAGE, BEFORE_COMMIT).with(AFTER_COMMIT, NOTHING), FaultKind.NO_EVENT),
    TELEMETRY(
            "Telemetry throws",
            only(NOTHING, IMAGE_LOOK_UP, FIRST_PAGE, AFTER_COMMIT),
            "`ImportListener` is told of the beginning and the end of targets and pages, and of nothing in between."),
    HANGING_SINK("The sink of the CloudEvents hangs", everywhere(NOTHING), "");

    private static final String NO_CALL = "EC2 is called to look up AMIs and for each page, and at no other time.";
    private static final String NO_EVENT = "No event is published there.";

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it once it is made
    private final Map<Point, Consequence> cells;

    private final String whyNotElsewhere;

    FaultKind(String title, Cells cells, String whyNotElsewhere) {
        this.title = title;
        this.cells = cells.map;
        this.whyNotElsewhere = whyNotElsewhere;
    }

    String title() {
        return title;
    }

    /** What it costs at each point where it can happen. */
    Map<Point, Consequence> cells() {
        return cells;
    }

    /** Why it makes no sense at the other points; empty if there are none. */
    String whyNotElsewhere() {
        return whyNotElsewhere;
    }

    private static Cells everywhere(Consequence consequence) {
        return only(consequence, Point.values());
    }

    private static Cells ofEc2(Consequence consequence) {
        return only(consequence, IMAGE_LOOK_UP, FIRST_PAGE, MID_PAGE);
    }

    private static Cells only(Consequence consequence, Point... points) {
        return new Cells(Stream.of(points).collect(Collectors.toMap(point -> point, point -> consequence)));
    }

    private static final class Cells {

        private final Map<Point, Consequence> map = new EnumMap<>(Point.class);

        private Cells(Map<Point, Consequence> map) {
            this.map.putAll(map);
        }

        private Cells with(Point point, Consequence consequence) {
            map.put(point, consequence);
            return this;
        }

        private Cells without(Point point) {
            map.remove(point);
            return this;
        }
    }
}
