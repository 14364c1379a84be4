package io.autoimport.sample.cml;

import org.jspecify.annotations.Nullable;

/**
 * A worker whose CML is to be asked.
 *
 * @param instanceId the EC2 instance id
 * @param region the instance's region
 * @param privateIp null if it has none
 * @param publicIp null if it has none
 */
public record CmlWorker(
        String instanceId,
        String region,
        @Nullable String privateIp,
        @Nullable String publicIp) {}
