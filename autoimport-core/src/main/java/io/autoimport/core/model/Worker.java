package io.autoimport.core.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An instance registered in the host application's repository. Its identity is the EC2 instance id.
 *
 * @param name what people call it
 * @param instance the instance as it was when it was imported, or last updated
 * @param source the name of the source that found it
 * @param createdBy who asked for the import
 * @param runId the run that imported it
 * @param importedAt when it was imported
 */
public record Worker(
        String name, Instance instance, String source, String createdBy, String runId, Instant importedAt) {

    private static final int ID_TAIL = 8;

    /**
     * Checks the worker.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public Worker {
        Text.required(name, "The name of a worker");
        Objects.requireNonNull(instance, "instance");
        Text.required(source, "The source of a worker");
        Text.required(createdBy, "The creator of a worker");
        Text.required(runId, "The run that imported a worker");
        Objects.requireNonNull(importedAt, "importedAt");
    }

    /**
     * Makes a worker of an instance.
     *
     * @param instance what was found
     * @param source the name of the source that found it
     * @param createdBy who asked for the import
     * @param runId the run that imports it
     * @param importedAt when
     * @return the worker
     */
    public static Worker of(Instance instance, String source, String createdBy, String runId, Instant importedAt) {
        return new Worker(nameOf(instance), instance, source, createdBy, runId, importedAt);
    }

    /**
     * What the worker of an instance is called: what its {@code Name} tag says; without one, the name of its AMI and the
     * last eight characters of its id.
     *
     * @param instance the instance
     * @return the name
     */
    public static String nameOf(Instance instance) {
        @Nullable String tagged = instance.tags().get(Instance.NAME_TAG);
        if (tagged != null && !tagged.isBlank()) {
            return tagged;
        }
        @Nullable String imageName = instance.image().name();
        String prefix = imageName != null ? imageName : instance.image().id();
        String id = instance.id();
        return prefix + "-" + id.substring(Math.max(0, id.length() - ID_TAIL));
    }

    /**
     * The worker as its instance is now. What is not known of the image any more stays as it was; of an instance that
     * is gone, whose tags EC2 forgets before the instance itself, so do the tags and the name.
     *
     * @param seen the same instance, seen later
     * @return the worker with that instance, and the name that follows from it
     */
    public Worker refreshed(Instance seen) {
        boolean gone = !seen.state().isImportable();
        Instance now = new Instance(
                seen.id(),
                seen.region(),
                seen.account() == null ? instance.account() : seen.account(),
                instance.image().completedBy(seen.image()),
                seen.state(),
                seen.type(),
                seen.launchTime() == null ? instance.launchTime() : seen.launchTime(),
                seen.privateIp(),
                seen.publicIp(),
                gone ? instance.tags() : seen.tags());
        return new Worker(gone ? name : nameOf(now), now, source, createdBy, runId, importedAt);
    }

    /**
     * What makes this worker differ from the same one later.
     *
     * @param later the same worker
     * @return the attributes that changed, each with its old and new value, in words; empty if nothing did that counts
     */
    public List<String> changesTo(Worker later) {
        Changes changes = new Changes();
        Instance now = later.instance;
        changes.note("name", name, later.name);
        changes.note("account", instance.account(), now.account());
        changes.note("state", instance.state().code(), now.state().code());
        changes.note("private ip", instance.privateIp(), now.privateIp());
        changes.note("public ip", instance.publicIp(), now.publicIp());
        changes.note("type", instance.type(), now.type());
        changes.note("launch time", instance.launchTime(), now.launchTime());
        changes.note("image name", instance.image().name(), now.image().name());
        Set<String> keys = new TreeSet<>(instance.tags().keySet());
        keys.addAll(now.tags().keySet());
        keys.forEach(key ->
                changes.note("tag " + key, instance.tags().get(key), now.tags().get(key)));
        return List.copyOf(changes.inWords);
    }

    private static final class Changes {
        private final List<String> inWords = new ArrayList<>();

        void note(String attribute, @Nullable Object before, @Nullable Object after) {
            if (!Objects.equals(before, after)) {
                inWords.add(attribute + ": " + text(before) + " -> " + text(after));
            }
        }

        private static String text(@Nullable Object value) {
            return value == null ? "none" : value.toString();
        }
    }

    /**
     * The identity of the worker.
     *
     * @return the EC2 instance id
     */
    public String instanceId() {
        return instance.id();
    }
}
