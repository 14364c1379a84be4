package io.autoimport.core.wiring;

import static io.autoimport.core.support.InstanceBuilder.instances;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.spi.EventPublisher;
import io.autoimport.core.spi.InstanceDiscovery;
import io.autoimport.core.spi.KnownInstances;
import io.autoimport.core.spi.ScanHistory;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.core.support.ProgrammableDiscovery;
import io.autoimport.core.telemetry.ImportListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTest {

    private final InstanceDiscovery discovery = new ProgrammableDiscovery().finds("us-east-1", instances(0, 3));
    private final InMemoryWorkerRepository workers = new InMemoryWorkerRepository();

    @Test
    void byHandItTakesTenLines() {
        EventPublisher events = happened -> {};
        Clock clock = Clock.systemUTC();
        ImportSource source = ImportSource.named("default")
                .regions("us-east-1")
                .amiName("CML-*")
                .build();
        BulkImportWorkersHandler handler =
                new BulkImportWorkersHandler(discovery, workers, events, UnitOfWork.NONE, ImportListener.NONE, clock);
        Mediator mediator = Mediator.of(List.of(handler));
        AutoImportSettings settings = AutoImportSettings.every(Duration.ofHours(1), source);
        AutoImportWorkersJob job =
                new AutoImportWorkersJob(settings, mediator, events, ImportListener.NONE, ScanHistory.NONE, clock);

        job.run();

        assertThat(job.lastResult()).map(JobResult::totalImported).hasValue(3L);
        assertThat(workers.findAll()).hasSize(3);
    }

    private final class HostModule extends AbstractModule {
        @Override
        protected void configure() {
            bind(InstanceDiscovery.class).toInstance(discovery);
            bind(WorkerRepository.class).toInstance(workers);
            bind(KnownInstances.class).toInstance(KnownInstances.NONE);
            bind(EventPublisher.class).toInstance(EventPublisher.NONE);
            bind(UnitOfWork.class).toInstance(UnitOfWork.NONE);
            bind(ImportListener.class).toInstance(ImportListener.NONE);
            bind(ScanHistory.class).toInstance(ScanHistory.NONE);
            bind(Clock.class).toInstance(Clock.systemUTC());
            bind(AutoImportWorkersJob.class).in(Singleton.class);
        }

        @Provides
        Mediator mediator(BulkImportWorkersHandler handler) {
            return Mediator.of(List.of(handler));
        }

        @Provides
        AutoImportSettings settings() {
            return AutoImportSettings.every(
                    Duration.ofMinutes(5),
                    ImportSource.named("default")
                            .regions("us-east-1")
                            .amiName("CML-*")
                            .build());
        }
    }

    @Test
    void aJsr330ContainerInjectsTheConstructors() {
        Injector injector = Guice.createInjector(new HostModule());
        AutoImportWorkersJob job = injector.getInstance(AutoImportWorkersJob.class);
        job.run();
        assertThat(job.lastResult()).map(JobResult::totalImported).hasValue(3L);
        assertThat(job.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(injector.getInstance(AutoImportWorkersJob.class)).isSameAs(job);
    }
}
