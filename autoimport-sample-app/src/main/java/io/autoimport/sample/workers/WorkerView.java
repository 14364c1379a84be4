package io.autoimport.sample.workers;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker as the application shows it. */
record WorkerView(
        String instanceId,
        String region,
        String imageId,
        @Nullable String imageName,
        String name,
        String state,
        String instanceType,
        @Nullable String privateIp,
        @Nullable String publicIp,
        Map<String, String> tags,
        String createdBy,
        Instant importedAt,
        String source,
        @Nullable Instant missingSince) {}
