package io.autoimport.spring.redis;

import io.autoimport.core.model.JobSchedule;
import io.autoimport.core.model.RunRecord;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.jobs.RunRecordJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Schedules as hashes, results as lists of JSON, in the host's Redis or Redis cluster. Takes no part in the host's
 * transactions, and asks for nothing before its first use. Thread-safe.
 */
final class RedisJobStore implements JobStore {

    private static final String PREFIX = "auto-import:job:";

    /** Never written. In a cluster, a key decides which server is asked: all nodes have to ask the same. */
    private static final List<String> CLOCK_KEY = List.of(PREFIX + "{clock}");

    private static final RedisScript<Long> NOW = RedisScript.of("""
            local time = redis.call('TIME')
            return time[1] * 1000 + math.floor(time[2] / 1000)
            """, Long.class);

    /** A script because, unlike a command that only reads, it is never sent to a replica, which may lag behind. */
    private static final RedisScript<?> FIND =
            RedisScript.of("return redis.call('HMGET', KEYS[1], 'dueTime', 'interval', 'lastStart')", List.class);

    private static final RedisScript<Boolean> INSERT = RedisScript.of("""
            if redis.call('EXISTS', KEYS[1]) == 1 then
              return 0
            end
            redis.call('HSET', KEYS[1], unpack(ARGV))
            return 1
            """, Boolean.class);

    private static final RedisScript<Boolean> REPLACE = RedisScript.of("""
            if redis.call('HGET', KEYS[1], 'dueTime') ~= ARGV[1] then
              return 0
            end
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            return 1
            """, Boolean.class);

    private static final RedisScript<Boolean> ADD_RESULT = RedisScript.of("""
            redis.call('LPUSH', KEYS[1], ARGV[1])
            redis.call('LTRIM', KEYS[1], 0, ARGV[2] - 1)
            return 1
            """, Boolean.class);

    private final StringRedisTemplate redis;

    /** The fields of a schedule, as they are. */
    private record Fields(
            String dueTime,
            @Nullable String interval,
            @Nullable String lastStart) {}

    RedisJobStore(RedisConnectionFactory connections) {
        this.redis = new StringRedisTemplate(new UnboundConnections(connections));
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(Objects.requireNonNull(redis.execute(NOW, CLOCK_KEY), "no time from Redis"));
    }

    @Override
    public Optional<JobSchedule> findSchedule(String jobName) {
        return findFields(jobName).map(fields -> schedule(jobName, fields));
    }

    @Override
    public boolean insertScheduleIfAbsent(String jobName, JobSchedule schedule) {
        return isTrue(redis.execute(INSERT, key(jobName), arguments(schedule).toArray()));
    }

    /** Compares the text that was found, as somebody may have written the same time in another way. */
    @Override
    public boolean replaceSchedule(String jobName, JobSchedule expected, JobSchedule schedule) {
        return findFields(jobName)
                .filter(found -> schedule(jobName, found).dueTime().equals(expected.dueTime()))
                .filter(found -> isTrue(redis.execute(
                        REPLACE,
                        key(jobName),
                        Stream.concat(Stream.of(found.dueTime()), arguments(schedule).stream())
                                .toArray())))
                .isPresent();
    }

    @Override
    public void removeSchedule(String jobName) {
        redis.delete(key(jobName));
    }

    @Override
    public void addRun(String jobName, RunRecord run) {
        redis.execute(ADD_RESULT, resultsKey(jobName), RunRecordJson.write(run), String.valueOf(MAX_RUNS));
    }

    @Override
    public List<RunRecord> findRuns(String jobName) {
        @Nullable
        List<String> results = redis.opsForList().range(resultsKey(jobName).get(0), 0, MAX_RUNS - 1L);
        return results == null
                ? List.of()
                : results.stream()
                        .flatMap(json -> RunRecordJson.read(json).stream())
                        .toList();
    }

    @Override
    public String toString() {
        return "redis, the keys " + PREFIX + "*";
    }

    // What is in braces is all that a cluster looks at: what belongs to one job is on one server.
    private static List<String> key(String jobName) {
        return List.of(PREFIX + "{" + jobName + "}");
    }

    private static List<String> resultsKey(String jobName) {
        return List.of(PREFIX + "{" + jobName + "}:results");
    }

    private Optional<Fields> findFields(String jobName) {
        @Nullable List<?> values = (List<?>) redis.execute(FIND, key(jobName));
        if (values == null || values.get(0) == null) {
            return Optional.empty();
        }
        return Optional.of(new Fields(
                String.valueOf(values.get(0)), (@Nullable String) values.get(1), (@Nullable String) values.get(2)));
    }

    private static JobSchedule schedule(String jobName, Fields fields) {
        try {
            return new JobSchedule(
                    Instant.parse(fields.dueTime()),
                    Duration.parse(String.valueOf(fields.interval())),
                    fields.lastStart() == null ? null : Instant.parse(fields.lastStart()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The Redis key " + key(jobName).get(0) + " holds no schedule, but " + fields
                            + ". Delete the key, and the job begins anew",
                    e);
        }
    }

    private static List<String> arguments(JobSchedule schedule) {
        List<String> arguments = new ArrayList<>(List.of(
                "dueTime", schedule.dueTime().toString(),
                "interval", schedule.interval().toString()));
        if (schedule.lastStart() != null) {
            arguments.addAll(List.of("lastStart", schedule.lastStart().toString()));
        }
        return arguments;
    }

    private static boolean isTrue(@Nullable Boolean answer) {
        return Boolean.TRUE.equals(answer);
    }
}
