package io.autoimport.test.ec2.internal.action;

import io.autoimport.core.model.InstanceState;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.InstanceTransition;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code StartInstances}, {@code StopInstances}, {@code TerminateInstances}. The answer names the state in between; the
 * change itself is done when the answer comes.
 */
final class StateChange implements Action {

    private final InstanceTransition transition;

    StateChange(InstanceTransition transition) {
        this.transition = transition;
    }

    private record Change(String id, InstanceState previous, InstanceState current) {}

    @Override
    public XmlWriter.Content perform(Call call) {
        List<SimulatedInstance> instances = InstanceIds.required(call);
        List<Change> changes = new ArrayList<>();
        for (SimulatedInstance instance : instances) {
            if (!transition.isPossible(instance)) {
                throw ApiException.badRequest(
                        "IncorrectInstanceState",
                        "The instance '" + instance.id() + "' is not in a state from which it can be "
                                + transition.participle() + ".");
            }
            InstanceState current = transition.isDone(instance) ? instance.state() : transition.meanwhile();
            changes.add(new Change(instance.id(), instance.state(), current));
        }
        call.endIfDryRun();
        instances.forEach(instance ->
                call.instances().change(instance.id(), before -> transition.apply(before, call.now())));
        return xml -> xml.list(
                "instancesSet",
                changes,
                (item, change) -> item.text("instanceId", change.id())
                        .state("currentState", change.current())
                        .state("previousState", change.previous()));
    }
}
