package io.autoimport.benchmarks.contender;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.spring.jdbc.JdbcWorkerRepository;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** This library, wired by hand as in a host without Spring, with all that it does by default for a command. */
final class AutoImport implements Contender {

    private final Ec2InstanceDiscovery discovery;
    private final BulkImportWorkersHandler handler;
    private final Task task;

    AutoImport(Task task) {
        this.task = task;
        this.discovery = new Ec2InstanceDiscovery(
                Ec2Settings.defaults().withEndpoint(task.endpoint()),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(task.accessKeyId(), task.secretAccessKey())),
                List.of());
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(task.dataSource()));
        this.handler = new BulkImportWorkersHandler(
                discovery,
                new JdbcWorkerRepository(new JdbcTemplate(task.dataSource())),
                EventPublisher.NONE,
                new UnitOfWork() {
                    @Override
                    public <T> T execute(Supplier<T> work) {
                        return Objects.requireNonNull(transactions.execute(status -> work.get()));
                    }
                },
                ImportListener.NONE,
                Clock.systemUTC());
    }

    @Override
    public long run() {
        JobResult result = handler.handle(BulkImportWorkersCommand.of(ImportSource.named("benchmark")
                        .regions(task.regions().toArray(String[]::new))
                        .amiName(Task.AMI_NAME)
                        .build())
                .createdBy("benchmark")
                .maxConcurrency(task.regions().size())
                .build());
        if (result.status() != JobStatus.SUCCESS) {
            throw new IllegalStateException(result.status() + ": " + result.reason());
        }
        return result.totalFound();
    }

    @Override
    public void close() {
        discovery.close();
    }
}
