package io.autoimport.spring.properties;

import io.autoimport.core.model.MissingPolicy;
import io.autoimport.core.model.Preflight;
import io.autoimport.core.model.ScanMode;
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
 * @param enabled Whether the job is scheduled and runs. A BulkImportWorkersCommand of the application works without it.
 * @param interval Time from one run's start to the next, more than zero. A plain number is seconds.
 * @param initialDelay Time from the start of the application to the first run if none is on record, zero or more. The
 *     interval if not set. A plain number is seconds.
 * @param region Region to search.
 * @param regions Several regions to search in the same way; overrides 'region'. Each region is a target.
 * @param amiName Name of the AMIs whose instances are imported, at most 255 characters. '*' and '?' are wildcards,
 *     case matters, and the whole name must match.
 * @param amiIds Ids of the AMIs whose instances are imported, instead of a name. Owners count for them, too.
 * @param amiOwners Owners whose AMIs count: 12-digit account ids, 'self', 'amazon' or 'aws-marketplace'.
 * @param allowAnyAmiOwner Whether to search without owners; 'ami-owners' is not looked at then. Every stranger can
 *     publish an AMI of a matching name.
 * @param includeDeregisteredImages Whether to find instances, too, whose AMI was deregistered since they
 *     were launched, or disabled or made private by another owner.
 * @param instanceStates States that an instance may be in to be imported; 'shutting-down' and 'terminated' are
 *     refused.
 * @param tags Tags that an instance must carry to be imported, all of them with exactly these values; at most 50. A
 *     key with other characters than letters, digits, '-' and '.' needs brackets: 'tags[aws:autoscaling:groupName]'.
 * @param ignore What is never imported.
 * @param roleArn ARN of the role in whose name to search, usually one of another account. The application's own
 *     credentials if not set.
 * @param externalId External id that the trust policy of the role asks for. Never shown.
 * @param createdBy Recorded on each worker as the one who asked for it.
 * @param maxConcurrency How many targets are scanned at the same time, at least 1. Each may hold one connection of the
 *     database.
 * @param maxImportsPerRun How many workers one run imports at most, at least 1. The rest waits for the next run, and a
 *     warning says so. Unlimited if not set.
 * @param dryRun Whether scheduled runs only report what they would change.
 * @param preflight What becomes of a permission that is missing on the first run: 'warn', 'fail' or 'off'.
 * @param scan Whether each run asks for all instances ('full'), or only for those that are new since the run before
 *     ('incremental').
 * @param fullScanEvery After how long a target is scanned in full again if scans are incremental, more than zero. A
 *     plain number is seconds.
 * @param sources More searches by name, in alphabetical order. Each property that describes a search can be set for each;
 *     the rest is inherited.
 * @param reconcile What happens to workers whose instance changed or vanished.
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
        @DefaultValue("false") boolean includeDeregisteredImages,

        @DefaultValue({"pending", "running", "stopping", "stopped"})
        List<String> instanceStates,

        @DefaultValue Map<String, String> tags,
        @DefaultValue Ignore ignore,
        @Nullable String roleArn,
        @Nullable String externalId,
        @DefaultValue("auto-import-job") String createdBy,
        @DefaultValue("8") int maxConcurrency,
        @Nullable Long maxImportsPerRun,
        @DefaultValue("false") boolean dryRun,
        @DefaultValue("warn") Preflight preflight,
        @DefaultValue("full") ScanMode scan,

        @DefaultValue("24h") @DurationUnit(ChronoUnit.SECONDS)
        Duration fullScanEvery,

        @DefaultValue Map<String, SourceProperties> sources,
        @DefaultValue Reconcile reconcile,
        @DefaultValue Aws aws) {

    /** The prefix of all properties of the job. */
    public static final String PREFIX = "auto-import.workers";

    /**
     * Those of these properties that describe a search, which every source inherits.
     *
     * @return them as a source would set them
     */
    public SourceProperties search() {
        return new SourceProperties(
                true,
                region,
                regions,
                amiName,
                amiIds,
                amiOwners,
                allowAnyAmiOwner,
                includeDeregisteredImages,
                instanceStates,
                tags,
                new SourceProperties.Ignore(ignore.instanceIds(), ignore.tag()),
                roleArn,
                externalId);
    }

    /** Without values: the external id is meant to be known to two parties only. */
    @Override
    public String toString() {
        return PREFIX;
    }

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
     * What happens to workers whose instance changed or vanished.
     *
     * @param update Whether workers whose instance changed are updated.
     * @param missing What happens to workers that complete scans show no more. 'report': they are counted in the
     *     result and named in a warning. 'mark': they are marked in the repository, with an event. 'off': they are not
     *     looked for. None is ever deleted.
     * @param missingAfter How many complete scans in a row must not show a worker before it counts as missing, 1 to
     *     1,000.
     * @param maxMissingPercent How many percent of a target's workers may be found missing in one run, 0 to 100. If
     *     there are more, none is, and a warning says so.
     */
    public record Reconcile(
            @DefaultValue("true") boolean update,
            @DefaultValue("report") MissingPolicy missing,
            @DefaultValue("3") int missingAfter,
            @DefaultValue("20") int maxMissingPercent) {}

    /**
     * How EC2 is reached.
     *
     * @param endpoint URL of another EC2 endpoint, such as a VPC endpoint or an emulator. That of the region if not
     *     set.
     * @param stsEndpoint URL of another STS endpoint, by which roles are assumed. If not set and 'aws.endpoint' is
     *     loopback, STS is asked there as well; otherwise at the endpoint of the region.
     * @param allowPlaintextEndpoint Whether the endpoints may be plain http to another machine.
     * @param apiCallTimeout How long a call may take with all its retries, more than zero. A plain number is seconds.
     * @param apiCallAttemptTimeout How long one attempt of a call may take, more than zero and at most
     *     'aws.api-call-timeout'. A plain number is seconds.
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
