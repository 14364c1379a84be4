package io.autoimport.spring.properties;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the import job.
 *
 * @param enabled Whether the job runs. A manual import works without it.
 * @param interval Time from one run's start to the next; a plain number is seconds.
 * @param initialDelay Time from the start of the application to the first run; the interval if not set. A plain
 *     number is seconds.
 * @param region Region to search.
 * @param regions Several regions to search in the same way; overrides 'region'.
 * @param amiName Name of the AMIs whose instances are imported. '*' and '?' are wildcards, case matters, and the whole
 *     name must match.
 * @param amiIds Ids of the AMIs whose instances are imported, instead of a name.
 * @param amiOwners Owners whose AMIs count: account ids, 'self', 'amazon' or 'aws-marketplace'.
 * @param allowAnyAmiOwner Whether to take AMIs of any owner. Then every stranger can publish an AMI of a matching name.
 * @param instanceStates States that an instance may be in to be imported.
 * @param tags Tags that an instance must carry to be imported, all of them. A key with other characters than
 *     letters, digits, '-' and '.' needs brackets: tags[aws:autoscaling:groupName].
 * @param ignore What is never imported.
 * @param createdBy Recorded on each worker as the one who asked for it.
 * @param maxConcurrency How many targets are scanned at the same time.
 * @param maxImportsPerRun How many workers one run imports at most; the rest waits for the next run. Unlimited if not
 *     set.
 * @param dryRun Whether scheduled runs only report what they would import.
 * @param aws How EC2 is reached.
 */
@ConfigurationProperties(AutoImportWorkersProperties.PREFIX)
public record AutoImportWorkersProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("1h") @DurationUnit(ChronoUnit.SECONDS)
        Duration interval,

        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration initialDelay,
        @DefaultValue("us-east-1") String region,
        @DefaultValue List<String> regions,
        @Nullable String amiName,
        @DefaultValue List<String> amiIds,
        @DefaultValue("self") List<String> amiOwners,
        @DefaultValue("false") boolean allowAnyAmiOwner,

        @DefaultValue({"pending", "running", "stopping", "stopped"})
        List<String> instanceStates,

        @DefaultValue Map<String, String> tags,
        @DefaultValue Ignore ignore,
        @DefaultValue("auto-import-job") String createdBy,
        @DefaultValue("8") int maxConcurrency,
        @Nullable Long maxImportsPerRun,
        @DefaultValue("false") boolean dryRun,
        @DefaultValue Aws aws) {

    /** The prefix of all properties of the job. */
    public static final String PREFIX = "auto-import.workers";

    /**
     * What is never imported.
     *
     * @param instanceIds Ids of instances that are never imported.
     * @param tag Key of a tag that keeps an instance from being imported, whatever its value. Empty for none.
     */
    public record Ignore(
            @DefaultValue List<String> instanceIds,
            @DefaultValue("auto-import:ignore") String tag) {}

    /**
     * How EC2 is reached.
     *
     * @param endpoint URL of another EC2 endpoint, such as a VPC endpoint or an emulator.
     * @param stsEndpoint URL of another STS endpoint, by which roles are assumed. If not set and 'endpoint' is loopback, STS is
     *     asked there as well.
     * @param allowPlaintextEndpoint Whether the endpoints may be plain http to another machine.
     * @param apiCallTimeout How long a call may take with all its retries; a plain number is seconds.
     * @param apiCallAttemptTimeout How long one attempt of a call may take; a plain number is seconds.
     */
    public record Aws(
            @Nullable URI endpoint,
            @Nullable URI stsEndpoint,
            @DefaultValue("false") boolean allowPlaintextEndpoint,

            @DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS)
            Duration apiCallTimeout,

            @DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS)
            Duration apiCallAttemptTimeout) {}
}
