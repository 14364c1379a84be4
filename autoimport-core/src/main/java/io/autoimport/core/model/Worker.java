package io.autoimport.core.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instance registered in the host application's repository. Its identity is the EC2 instance id.
 *
 * @param name what people call it
 * @param instance the instance as it was when it was imported
 * @param source the name of the source that found it
 * @param createdBy who asked for the import
 * @param importedAt when it was imported
 */
public record Worker(String name, Instance instance, String source, String createdBy, Instant importedAt) {

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
        Objects.requireNonNull(importedAt, "importedAt");
    }

    /**
     * Makes a worker of an instance. It is named after the instance's {@code Name} tag; without one, after its AMI
     * and the last eight characters of its id.
     *
     * @param instance what was found
     * @param source the name of the source that found it
     * @param createdBy who asked for the import
     * @param importedAt when
     * @return the worker
     */
    public static Worker of(Instance instance, String source, String createdBy, Instant importedAt) {
        return new Worker(nameOf(instance), instance, source, createdBy, importedAt);
    }

    private static String nameOf(Instance instance) {
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
     * The identity of the worker.
     *
     * @return the EC2 instance id
     */
    public String instanceId() {
        return instance.id();
    }
}
