package io.autoimport.core.job;

import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.CheckPermissionsCommand;
import io.autoimport.core.command.CheckPermissionsHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.FailureCause;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.PermissionCheck;
import io.autoimport.core.model.PermissionCheck.Verdict;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.model.ScanPolicy;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.support.MutableClock;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.autoimport.core.telemetry.ImportListener;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a run when a permission is missing that it needs. */
class PreflightTest {

    private static final ImportSource SOURCE = ImportSource.named("default")
            .regions("us-east-1", "eu-west-1")
            .amiName("CML-*")
            .build();

    private final ProgrammableDiscovery discovery =
            new ProgrammableDiscovery().finds("us-east-1", instances(0, 2)).finds("eu-west-1", instances(2, 5));
    private final MutableClock clock = new MutableClock();
    private final Mediator mediator = Mediator.of(List.of(
            new BulkImportWorkersHandler(
                    discovery,
                    new InMemoryWorkerRepository(),
                    EventPublisher.NONE,
                    UnitOfWork.NONE,
                    ImportListener.NONE,
                    clock),
            new CheckPermissionsHandler(discovery)));

    private AutoImportWorkersJob job(Preflight preflight) {
        AutoImportSettings settings = new AutoImportSettings(
                true,
                Duration.ofHours(1),
                Duration.ZERO,
                List.of(SOURCE),
                null,
                "job",
                8,
                null,
                false,
                Reconciliation.UPDATES_ONLY,
                preflight,
                ScanPolicy.ALWAYS_FULL);
        return new AutoImportWorkersJob(
                settings, mediator, EventPublisher.NONE, ImportListener.NONE, ScanHistory.NONE, clock);
    }

    @Test
    void aWarningNamesTheActionAndEverythingIsTriedAllTheSame() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");

        JobResult result = job(Preflight.WARN).execute();

        assertThat(result.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(result.totalImported()).isEqualTo(5);
        assertThat(result.warnings())
                .containsExactly("default/eu-west-1: missing permission: ec2:DescribeInstances is not allowed for the"
                        + " application's own credentials in eu-west-1");
    }

    @Test
    void onlyTheFirstRunAsks() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");
        AutoImportWorkersJob job = job(Preflight.WARN);

        long first = job.execute().apiCalls();
        JobResult second = job.execute();

        assertThat(second.warnings()).isEmpty();
        assertThat(first - second.apiCalls()).as("the questions count as calls").isEqualTo(3);
    }

    @Test
    void asLongAsNothingWorksEveryRunSaysWhatIsMissing() {
        discovery.fails("us-east-1").fails("eu-west-1").lacks("us-east-1", "ec2:DescribeInstances");
        AutoImportWorkersJob job = job(Preflight.WARN);

        assertThat(job.execute().warnings()).isNotEmpty();
        assertThat(job.execute().warnings())
                .anyMatch(warning -> warning.contains("missing permission: ec2:DescribeInstances"));
        discovery.finds("eu-west-1", instances(2, 5));
        assertThat(job.execute().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(job.execute().warnings()).noneMatch(warning -> warning.contains("missing permission"));
    }

    @Test
    void aTargetThatLacksAPermissionIsNotSearchedIfThatIsAskedFor() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances").lacks("eu-west-1", "ec2:DescribeOthers");

        JobResult result = job(Preflight.FAIL).execute();

        assertThat(result.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(result.totalImported()).isEqualTo(2);
        assertThat(result.targets().get(1).failure()).satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.PERMISSION);
            assertThat(failure.code()).isEqualTo("UnauthorizedOperation");
            assertThat(failure.message())
                    .contains("ec2:DescribeInstances is not allowed")
                    .contains("ec2:DescribeOthers is not allowed");
            assertThat(failure.requestId()).isEqualTo("req-eu-west-1");
        });
    }

    @Test
    void whatFailedIsAskedAgainUntilThePermissionIsThere() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");
        AutoImportWorkersJob job = job(Preflight.FAIL);

        assertThat(job.execute().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(job.execute().status()).isEqualTo(JobStatus.PARTIAL);
        discovery.hasAll("eu-west-1");
        assertThat(job.execute().status()).isEqualTo(JobStatus.SUCCESS);
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");
        assertThat(job.execute().status()).as("nobody asks any more").isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void switchedOffNobodyAsks() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");

        JobResult result = job(Preflight.OFF).execute();

        assertThat(result.warnings()).isEmpty();
        assertThat(result.apiCalls()).isEqualTo(2);
    }

    @Test
    void allTargetsCanBeAskedAtAnyTime() {
        discovery.lacks("eu-west-1", "ec2:DescribeInstances");

        List<PermissionCheck> checks = mediator.send(new CheckPermissionsCommand(List.of(SOURCE)));

        assertThat(checks)
                .extracting(check -> check.region() + " " + check.action() + " " + check.verdict())
                .containsExactly(
                        "us-east-1 ec2:DescribeImages " + Verdict.ALLOWED,
                        "eu-west-1 ec2:DescribeImages " + Verdict.ALLOWED,
                        "eu-west-1 ec2:DescribeInstances " + Verdict.DENIED);
    }
}
