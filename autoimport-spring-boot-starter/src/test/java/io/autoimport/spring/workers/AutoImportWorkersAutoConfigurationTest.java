package io.autoimport.spring.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.Command;
import io.autoimport.core.command.CommandHandler;
import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.ExplainInstanceHandler;
import io.autoimport.core.command.Mediator;
import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.job.AutoImportSettings;
import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.spi.ScanOutcome;
import io.autoimport.core.spi.WorkerRepository;
import io.autoimport.spring.support.OwnLines;
import io.autoimport.spring.support.SimulatedHost;
import io.autoimport.test.ec2.Ec2Simulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;

@ExtendWith(OutputCaptureExtension.class)
class AutoImportWorkersAutoConfigurationTest {

    private static final String DISABLED = "⏭️ Auto-import workers disabled - skipping job";

    private final Ec2Simulator ec2 = Ec2Simulator.start();

    private final ApplicationContextRunner enabled =
            SimulatedHost.on(ec2).withClassLoader(new FilteredClassLoader(DataSource.class));

    private final ApplicationContextRunner disabled = enabled.withPropertyValues("auto-import.workers.enabled=false");

    @AfterEach
    void stopEc2() {
        ec2.close();
    }

    @Test
    void disabledIsSaidOnceAndNothingIsAskedOfAws(CapturedOutput output) {
        disabled.run(context -> {
            assertThat(OwnLines.of(output).filter(line -> line.contains(DISABLED)))
                    .hasSize(1);
            assertThat(context.getBean(AutoImportWorkersJob.class).isEnabled()).isFalse();
        });

        assertThat(ec2.requestCount()).isZero();
    }

    @Test
    void aRunOfTheDisabledJobIsSkippedWithThatReason() {
        disabled.run(context -> {
            JobResult result = context.getBean(AutoImportWorkersJob.class).execute(false);

            assertThat(result.status()).isEqualTo(JobStatus.SKIPPED);
            assertThat(result.reason()).isEqualTo("disabled");
        });
    }

    @Test
    void aManualImportWorksWhileTheJobIsDisabled() {
        ec2.region("eu-west-1").launch(ec2.region("eu-west-1").registerImage("CML-2.7.0-a"), 3);
        ImportSource source = ImportSource.named("manual")
                .regions("eu-west-1")
                .amiName("CML-2.7.0-*")
                .build();

        disabled.run(context -> {
            JobResult result = context.getBean(Mediator.class)
                    .send(BulkImportWorkersCommand.of(source).createdBy("alice").build());

            assertThat(result.totalImported()).isEqualTo(3);
            assertThat(context.getBean(InMemoryWorkerRepository.class).findAll())
                    .allSatisfy(worker -> assertThat(worker.createdBy()).isEqualTo("alice"));
        });
    }

    @Test
    void withoutAnAmiNameTheHostStartsAndEachRunIsSkippedWithAWarning(CapturedOutput output) {
        enabled.withPropertyValues("auto-import.workers.ami-name=").run(context -> {
            JobResult result = context.getBean(AutoImportWorkersJob.class).execute(false);

            assertThat(result.toMap())
                    .containsEntry("status", "skipped")
                    .containsEntry("reason", "auto_import_workers_ami_name not configured");
            assertThat(output).contains("⚠️ auto_import_workers_ami_name not configured");
        });
    }

    @Test
    void withoutARepositoryWorkersAreKeptInMemoryWithAWarning(CapturedOutput output) {
        enabled.run(context -> {
            assertThat(context).hasSingleBean(InMemoryWorkerRepository.class);
            assertThat(output).contains("Workers are kept in memory and forgotten when the application ends");
        });
    }

    @Test
    void whatTheHostDefinesItselfWins() {
        InMemoryWorkerRepository repository = new InMemoryWorkerRepository();
        AutoImportSettings settings = AutoImportSettings.every(
                Duration.ofDays(1),
                ImportSource.named("own").regions("eu-west-1").amiName("x").build());
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

        enabled.withBean(WorkerRepository.class, () -> repository)
                .withBean(AutoImportSettings.class, () -> settings)
                .withBean(Clock.class, () -> clock)
                .run(context -> {
                    assertThat(context.getBean(WorkerRepository.class)).isSameAs(repository);
                    JobResult result =
                            context.getBean(AutoImportWorkersJob.class).execute(false);
                    assertThat(result.targets().get(0).source()).isEqualTo("own");
                    assertThat(result.startedAt()).isEqualTo(clock.instant());
                });
    }

    @Test
    void settingsOfTheHostsOwnDecideWhetherTheJobIsDisabledWhateverThePropertySays(CapturedOutput output) {
        AutoImportSettings own = AutoImportSettings.every(
                Duration.ofDays(1),
                ImportSource.named("own").regions("us-east-1").amiName("x").build());

        disabled.withBean(AutoImportSettings.class, () -> own)
                .run(context -> assertThat(
                                context.getBean(AutoImportWorkersJob.class).lastResult())
                        .as("nothing runs before it is due")
                        .isEmpty());

        assertThat(OwnLines.of(output)).noneMatch(line -> line.contains(DISABLED));
        assertThat(ec2.requestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "no", "off", "false", "FALSE"})
    void disabledCanBeSpelledAsSpringSpellsIt(String value, CapturedOutput output) {
        enabled.withPropertyValues("auto-import.workers.enabled=" + value)
                .run(context -> assertThat(output).contains(DISABLED));
    }

    @Test
    void aMediatorOfTheHostsOwnWins() {
        Mediator refusing = new Mediator() {
            @Override
            public <R> R send(Command<R> command) {
                throw new IllegalStateException("not today");
            }
        };

        enabled.withBean(Mediator.class, () -> refusing).run(context -> {
            assertThat(context).hasSingleBean(Mediator.class);
            assertThat(context.getBean(AutoImportWorkersJob.class)
                            .execute(false)
                            .status())
                    .isEqualTo(JobStatus.ERROR);
        });
    }

    @Test
    void aHandlerOfTheHostsOwnThatExplainsWins() {
        ExplainInstanceHandler own =
                new ExplainInstanceHandler((target, pages) -> ScanOutcome.complete(0), new InMemoryWorkerRepository());

        enabled.withBean(ExplainInstanceHandler.class, () -> own)
                .run(context -> assertThat(context.getBean(ExplainInstanceHandler.class))
                        .isSameAs(own));
    }

    @Test
    void theMediatorExplainsAnInstance() {
        enabled.run(context -> {
            List<ImportSource> sources =
                    context.getBean(AutoImportSettings.class).sources();
            Explanation explanation =
                    context.getBean(Mediator.class).send(new ExplainInstanceCommand("i-0123", sources));

            assertThat(explanation.instanceId()).isEqualTo("i-0123");
            assertThat(explanation.registered()).isNull();
            assertThat(explanation.targets())
                    .extracting(Explanation.TargetView::region)
                    .containsExactly("us-east-1");
        });
    }

    @Test
    void theHostsOwnCommandsAreDispatchedByTheSameMediator() {
        enabled.withBean(GreetHandler.class, GreetHandler::new)
                .run(context -> assertThat(context.getBean(Mediator.class).send(new Greet("Ada")))
                        .isEqualTo("Hello Ada"));
    }

    @Test
    void theEndOfEveryRunIsAnApplicationEvent() {
        List<JobStatus> seen = new CopyOnWriteArrayList<>();
        enabled.withInitializer(context -> context.addApplicationListener(ApplicationListener.forPayload(
                        (JobCompleted event) -> seen.add(event.result().status()))))
                .run(context -> {
                    context.getBean(AutoImportWorkersJob.class).execute(false);
                    ec2.faults().deny("us-east-1");
                    context.getBean(AutoImportWorkersJob.class).execute(false);
                });

        assertThat(seen).containsExactly(JobStatus.SUCCESS, JobStatus.FAILED);
    }

    record Greet(String whom) implements Command<String> {}

    static class GreetHandler implements CommandHandler<Greet, String> {

        @Override
        public Class<Greet> commandType() {
            return Greet.class;
        }

        @Override
        public String handle(Greet command) {
            return "Hello " + command.whom();
        }
    }
}
