package io.autoimport.spring.cloudevents;

import io.autoimport.core.model.Image;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.Worker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What events tell of a worker, by the names of the Python system. What is not known is there as null. */
final class WorkerData {

    private WorkerData() {}

    static Map<String, @Nullable Object> of(Worker worker) {
        Instance instance = worker.instance();
        Image image = instance.image();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("aggregate_id", worker.instanceId());
        data.put("name", worker.name());
        data.put("aws_region", instance.region());
        data.put("aws_instance_id", instance.id());
        data.put("instance_type", instance.type());
        data.put("ami_id", image.id());
        data.put("ami_name", image.name());
        data.put("ami_description", image.description());
        data.put("ami_creation_date", text(image.creationDate()));
        data.put("instance_state", instance.state().code());
        data.put("public_ip", instance.publicIp());
        data.put("private_ip", instance.privateIp());
        data.put("created_by", worker.createdBy());
        data.put("created_at", text(worker.importedAt()));
        data.put("tags", new TreeMap<>(instance.tags()));
        return data;
    }

    /** Those values of the worker as it was that are others now. */
    static Map<String, @Nullable Object> before(Worker before, Worker now) {
        Map<String, @Nullable Object> values = of(before);
        Map<String, @Nullable Object> valuesNow = of(now);
        values.entrySet().removeIf(value -> Objects.equals(value.getValue(), valuesNow.get(value.getKey())));
        return values;
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
