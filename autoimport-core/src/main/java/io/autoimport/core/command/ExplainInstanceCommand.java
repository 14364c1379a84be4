package io.autoimport.core.command;

import io.autoimport.core.model.Explanation;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.SearchCriterion;
import java.util.List;
import java.util.Set;

/**
 * Asks why an instance is a worker, or is none. Each target is asked for the instance; nothing is written.
 *
 * @param instanceId the EC2 instance id
 * @param sources the sources that would import it; may be empty
 */
public record ExplainInstanceCommand(String instanceId, List<ImportSource> sources) implements Command<Explanation> {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if it is no instance id
     */
    public ExplainInstanceCommand {
        SearchCriterion.InstanceIds unused = new SearchCriterion.InstanceIds(Set.of(instanceId));
        sources = List.copyOf(sources);
    }
}
