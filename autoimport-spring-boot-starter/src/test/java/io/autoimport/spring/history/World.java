package io.autoimport.spring.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.event.DomainEvent;
import io.autoimport.core.memory.InMemoryScanHistory;
import io.autoimport.core.model.ImportPlan;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.PlannedChange;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanMode;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.core.model.WorkerRecord;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.spring.jdbc.JdbcWorkerRepository;
import io.autoimport.spring.support.TestDatabases;
import io.autoimport.spring.transaction.TransactionalUnitOfWork;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.ManualClock;
import io.autoimport.test.ec2.SimulatedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** A simulated AWS with a fleet, a database with a registry, and the import between them. */
final class World implements AutoCloseable {

    /** How often a call is made until it is given up: a fault that lasts as long spoils a scan and spares the look-up. */
    static final int ATTEMPTS = 5;

    private static final String FOREIGN = "SELECT * FROM auto_import_worker WHERE NOT managed ORDER BY instance_id";
    private static final String ALL = "SELECT * FROM auto_import_worker ORDER BY instance_id";

    private final ManualClock clock = new ManualClock();
    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    private final Ec2Simulator simulator;
    private final Happenings happenings;
    private final JdbcTemplate jdbc;
    private final JdbcWorkerRepository repository;
    private final Ec2InstanceDiscovery discovery;
    private final BulkImportWorkersHandler handler;
    private final boolean deregisteredToo;
    private final Reconciliation reconciliation;
    private final Truth truth;
    private final InMemoryScanHistory scans = new InMemoryScanHistory();
    private ScanPolicy scanPolicy;

    World(long number) {
        Random random = new Random(number);
        deregisteredToo = random.nextBoolean();
        reconciliation = new Reconciliation(
                true, MissingPolicy.MARK, 3, List.of(100, 100, 50, 20).get(random.nextInt(4)));
        scanPolicy = random.nextBoolean()
                ? ScanPolicy.ALWAYS_FULL
                : new ScanPolicy(ScanMode.INCREMENTAL, Duration.ofHours(1L + random.nextInt(8)));
        simulator = Ec2Simulator.builder().clock(clock).seed(number).start();
        DataSource database = TestDatabases.h2();
        new ResourceDatabasePopulator(new ClassPathResource("io/autoimport/spring/jdbc/schema-h2.sql"))
                .execute(database);
        jdbc = new JdbcTemplate(database);
        repository = new JdbcWorkerRepository(jdbc);
        discovery = discovery(simulator.account(Place.OURS));
        handler = new BulkImportWorkersHandler(
                discovery,
                repository,
                events::addAll,
                new TransactionalUnitOfWork(new JdbcTransactionManager(database)),
                ImportListener.NONE,
                clock);
        simulator.account(Place.OTHER).role(Place.ROLE).externalId("the-external-id");
        happenings = new Happenings(random, simulator, clock, this);
        truth = new Truth(simulator, clock, happenings, Place.all(deregisteredToo), reconciliation);
    }

    // Like the library's own, but that it does not wait.
    private Ec2InstanceDiscovery discovery(SimulatedAccount account) {
        return new Ec2InstanceDiscovery(
                Ec2Settings.defaults().withEndpoint(simulator.endpoint()),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey())),
                List.of(builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .build())
                        .build())));
    }

    Happenings happenings() {
        return happenings;
    }

    /** Puts an instance into the registry as the application itself would. */
    void registerOtherwise(String instanceId) {
        if (repository.findRecords(Set.of(instanceId)).isEmpty()) {
            jdbc.update(
                    "INSERT INTO auto_import_worker (instance_id, region, source, name, state, instance_type, tags,"
                            + " image_id, created_by, run_id, imported_at)"
                            + " VALUES (?, ?, 'a', 'mine', 'running', 'x', '{}', 'ami-0', 'me', 'none', now())",
                    instanceId,
                    Place.EAST);
        }
    }

    void runAndCheck() {
        Optional<JobResult> plan = happenings.isSteady() ? Optional.of(plan()) : Optional.empty();
        List<Map<String, Object>> foreign = jdbc.queryForList(FOREIGN);
        Map<String, WorkerRecord> before = records();
        events.clear();

        JobResult result = run(false);

        scans.runStarted(result.runId(), List.of()).completed(result);
        assertThat(jdbc.queryForList(FOREIGN)).isEqualTo(foreign);
        truth.check(result, before, records(), foreignIds(), events);
        plan.ifPresent(planned -> checkPlan(planned, result));
    }

    private JobResult plan() {
        List<Map<String, Object>> rows = jdbc.queryForList(ALL);
        events.clear();

        JobResult planned = run(true);

        assertThat(events).isEmpty();
        assertThat(jdbc.queryForList(ALL)).isEqualTo(rows);
        return planned;
    }

    private void checkPlan(JobResult planned, JobResult done) {
        assertThat(Truth.byAction(Objects.requireNonNull(planned.plan())))
                .as("the plan%nof %s%nfor %s", planned, done)
                .isEqualTo(Truth.byAction(events));
        assertThat(planned.totals()).as("the plan's counts").isEqualTo(done.totals());
        assertThat(planned.status()).as("%s%nand %s", planned, done).isEqualTo(done.status());
        assertThat(planned.warnings()).isEqualTo(done.warnings());
    }

    void checkThatNothingIsLeftToDo() {
        JobResult planned = plan();

        assertThat(planned.status()).as(String.valueOf(planned.reason())).isEqualTo(JobStatus.SUCCESS);
        ImportPlan plan = Objects.requireNonNull(planned.plan());
        assertThat(plan.changes()).allMatch(change -> change.action() == PlannedChange.Action.REJECT);
        truth.checkThatTheVanishedAreMissing(planned, records());
    }

    /** From now on each run asks for everything. */
    void scanInFull() {
        scanPolicy = ScanPolicy.ALWAYS_FULL;
    }

    private JobResult run(boolean dryRun) {
        List<ImportSource> sources = Place.sources(deregisteredToo);
        List<ImportTarget> targets =
                sources.stream().flatMap(source -> source.targets().stream()).toList();
        return handler.handle(BulkImportWorkersCommand.of(sources)
                .bases(scanPolicy.basesAmong(scans.findLast(targets), clock.instant()))
                .createdBy("history")
                .maxConcurrency(3)
                .dryRun(dryRun)
                .reconciliation(reconciliation)
                .build());
    }

    private Map<String, WorkerRecord> records() {
        Map<String, WorkerRecord> records = new TreeMap<>();
        List<String> ids = jdbc.queryForList("SELECT instance_id FROM auto_import_worker WHERE managed", String.class);
        if (!ids.isEmpty()) {
            repository.findRecords(new TreeSet<>(ids)).forEach((id, record) -> records.put(id, record.orElseThrow()));
        }
        return records;
    }

    private Set<String> foreignIds() {
        return new TreeSet<>(
                jdbc.queryForList("SELECT instance_id FROM auto_import_worker WHERE NOT managed", String.class));
    }

    @Override
    public void close() {
        discovery.close();
        simulator.close();
        jdbc.execute("SHUTDOWN");
    }
}
