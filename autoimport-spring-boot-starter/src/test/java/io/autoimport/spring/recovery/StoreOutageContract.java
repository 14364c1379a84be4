package io.autoimport.spring.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.JobStore;
import io.autoimport.spring.support.LibraryLog;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A store that is down at start, and again later: the host lives, the job says so, and goes on by itself. */
abstract class StoreOutageContract {

    private final LibraryLog log = new LibraryLog();
    private final Ec2Simulator ec2 = Ec2Simulator.start();

    /** The store, whose server is not running when the test begins. It must give up soon on a server that is down. */
    abstract TestStore store();

    abstract void startServer() throws Exception;

    abstract void stopServer() throws Exception;

    @AfterEach
    void endServers() throws Exception {
        log.close();
        ec2.close();
        stopServer();
    }

    @Test
    void theHostLivesAndTheJobReportsItAndRecovers() {
        ec2.region("us-east-1").launch(ec2.region("us-east-1").registerImage("CML-2.7.0-a"), 3);
        new ApplicationContextRunner()
                .withUserConfiguration(TestNode.hostOf(store().kind()))
                .withPropertyValues(store().properties().toArray(String[]::new))
                .withBean(AwsCredentialsProvider.class, () -> SimulatedHost.credentialsOf(ec2))
                .withPropertyValues(
                        "auto-import.workers.enabled=true",
                        "auto-import.workers.interval=1",
                        "auto-import.workers.ami-name=CML-2.7.0-*",
                        "auto-import.workers.aws.endpoint=" + ec2.endpoint())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    AutoImportWorkersJob job = context.getBean(AutoImportWorkersJob.class);
                    awaitResult(job, StoreOutageContract::saysThatTheStoreIsDown);
                    assertThat(ec2.requests()).isEmpty();

                    startServer();
                    awaitResult(job, result -> result.status() == JobStatus.SUCCESS && result.totalSkipped() == 3);
                    assertThat(log.everything()).contains("The store of job auto-import-workers is back");

                    stopServer();
                    awaitResult(job, StoreOutageContract::saysThatTheStoreIsDown);

                    startServer();
                    awaitResult(job, result -> result.status() == JobStatus.SUCCESS);
                    JobStore jobStore = context.getBean(JobStore.class);
                    await().atMost(Node.PATIENCE)
                            .until(() -> jobStore.findRuns(AutoImportWorkersJob.NAME).stream()
                                    .findFirst() // the newest; none yet, if the store came back empty
                                    .filter(run -> run.result().status() == JobStatus.SUCCESS)
                                    .isPresent());
                });
        assertThat(log.everything())
                .contains("Whether job auto-import-workers is due can't be told")
                .contains("❌ Auto-import failed: The store of the job's due time can't be reached");
    }

    private static boolean saysThatTheStoreIsDown(JobResult result) {
        return result.status() == JobStatus.FAILED
                && String.valueOf(result.reason()).contains("The store of the job's due time can't be reached");
    }

    private static void awaitResult(AutoImportWorkersJob job, Predicate<JobResult> expected) {
        await().atMost(Node.PATIENCE).until(() -> {
            Optional<JobResult> last = job.lastResult();
            return last.isPresent() && expected.test(last.get());
        });
    }
}
