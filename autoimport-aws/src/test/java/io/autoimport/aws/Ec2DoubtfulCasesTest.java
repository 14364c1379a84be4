package io.autoimport.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.BulkImportWorkersHandler;
import io.autoimport.core.command.ExplainInstanceCommand;
import io.autoimport.core.command.ExplainInstanceHandler;
import io.autoimport.core.memory.InMemoryWorkerRepository;
import io.autoimport.core.model.Explanation.Decision;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Reconciliation;
import io.autoimport.core.spi.UnitOfWork;
import io.autoimport.core.telemetry.ImportListener;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/** What AWS says in a way from which it would be easy to conclude too much. */
class Ec2DoubtfulCasesTest {

    private final ScanFixture aws = new ScanFixture();
    private final InMemoryWorkerRepository workers = new InMemoryWorkerRepository();

    @AfterEach
    void close() {
        aws.close();
    }

    /** AWS still knows the instance, in a state that this SDK has no name for yet. */
    @Test
    void anInstanceInAStateOfTomorrowIsNotMissing() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        List<SimulatedInstance> launched = aws.region.launch(image, 2);
        String odd = launched.get(0).id();
        AtomicReference<String> oddNow = new AtomicReference<>("");
        Ec2InstanceDiscovery discovery = aws.discovery(
                aws.settings(),
                List.of(builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes a) {
                                return context.response() instanceof DescribeInstancesResponse answer
                                        ? inNewState(answer, oddNow.get())
                                        : context.response();
                            }
                        })
                        .build())));
        ImportSource source = ImportSource.named("default")
                .regions(ScanFixture.REGION)
                .amiName("CML-*")
                .build();
        BulkImportWorkersHandler handler = new BulkImportWorkersHandler(
                discovery, workers, events -> {}, UnitOfWork.NONE, ImportListener.NONE, Clock.systemUTC());
        BulkImportWorkersCommand command = BulkImportWorkersCommand.of(source)
                .createdBy("me")
                .reconciliation(new Reconciliation(true, MissingPolicy.MARK, 1, 100))
                .build();
        handler.handle(command);
        oddNow.set(odd);

        handler.handle(command);

        assertThat(workers.findRecord(odd).orElseThrow().isMissing()).isFalse();
        discovery.close();
    }

    private static DescribeInstancesResponse inNewState(DescribeInstancesResponse answer, String id) {
        return answer.toBuilder()
                .reservations(answer.reservations().stream()
                        .map(reservation -> reservation.toBuilder()
                                .instances(reservation.instances().stream()
                                        .map(instance -> instance.instanceId().equals(id)
                                                ? instance.toBuilder()
                                                        .state(s -> s.name("hibernating")
                                                                .code(96))
                                                        .build()
                                                : instance)
                                        .toList())
                                .build())
                        .toList())
                .build();
    }

    /** The scan of this source does not find it: include-deregistered-images is off. */
    @Test
    void anInstanceOfADeregisteredImageIsNotPromisedToASourceThatDoesNotFindIt() {
        SimulatedImage image = aws.region.registerImage("CML-a");
        SimulatedInstance instance = aws.region.launch(image);
        aws.region.deregisterImage(image.id());
        ImportSource source = ImportSource.named("default")
                .regions(ScanFixture.REGION)
                .amiName("CML-*")
                .build();

        aws.scan(source.targets().get(0));
        assertThat(aws.found()).isEmpty();
        assertThat(new ExplainInstanceHandler(aws.discovery, workers)
                        .handle(new ExplainInstanceCommand(instance.id(), List.of(source)))
                        .decision())
                .isEqualTo(Decision.REJECTED);
    }
}
