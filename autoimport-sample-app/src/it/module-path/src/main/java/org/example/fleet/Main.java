package org.example.fleet;

import io.autoimport.aws.Ec2InstanceDiscovery;
import io.autoimport.aws.Ec2Settings;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.telemetry.ImportListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One run against the EC2 of the argument. */
public final class Main {

    public static void main(String[] args) {
        Clock clock = Clock.systemUTC();
        try (Ec2InstanceDiscovery discovery =
                Ec2InstanceDiscovery.withDefaultCredentials(Ec2Settings.defaults().withEndpoint(URI.create(args[0])))) {
            BulkImportWorkersHandler handler = new BulkImportWorkersHandler(
                    discovery,
                    new InMemoryWorkerRepository(),
                    EventPublisher.NONE,
                    UnitOfWork.NONE,
                    ImportListener.NONE,
                    clock);
            AutoImportWorkersJob job = new AutoImportWorkersJob(
                    AutoImportSettings.every(
                            Duration.ofHours(1),
                            ImportSource.named("default").regions("us-east-1").amiName("CML-2.7.0-*").build()),
                    Mediator.of(List.of(handler)),
                    EventPublisher.NONE,
                    ImportListener.NONE,
                    ScanHistory.NONE,
                    clock);
            System.out.println("Imported: " + job.execute().totalImported());
        }
    }
}
