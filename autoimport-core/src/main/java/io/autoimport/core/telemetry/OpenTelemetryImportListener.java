package io.autoimport.core.telemetry;

import io.autoimport.core.model.Completeness;
import io.autoimport.core.model.Image;
import io.autoimport.core.model.ImportCounts;
import io.autoimport.core.model.ImportSource;
import io.autoimport.core.model.ImportTarget;
import io.autoimport.core.model.Instance;
import io.autoimport.core.model.JobResult;
import io.autoimport.core.model.JobStatus;
import io.autoimport.core.model.SearchCriterion;
import io.autoimport.core.model.TargetResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records a run as spans: {@code auto_import_workers_job}, with a child {@code auto_import_workers_target} per target,
 * and in each of these a child {@code auto_import_workers_page} per page. Without a run, as in a manual import, the
 * targets are children of whatever span is current.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/host/">Semantic conventions: host</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/cloud/">Semantic conventions: cloud</a>
 */
public final class OpenTelemetryImportListener implements ImportListener {

    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("job.type");
    private static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("job.run_id");
    private static final AttributeKey<String> AWS_REGION = AttributeKey.stringKey("job.aws_region");
    private static final AttributeKey<String> AMI_NAME = AttributeKey.stringKey("job.ami_name");
    private static final AttributeKey<Long> FOUND = AttributeKey.longKey("job.workers_found");
    private static final AttributeKey<Long> IMPORTED = AttributeKey.longKey("job.workers_imported");
    private static final AttributeKey<Long> SKIPPED = AttributeKey.longKey("job.workers_skipped");
    private static final AttributeKey<Long> FAILED = AttributeKey.longKey("job.workers_failed");
    private static final AttributeKey<Long> UPDATED = AttributeKey.longKey("job.workers_updated");
    private static final AttributeKey<Long> MISSING = AttributeKey.longKey("job.workers_missing");
    private static final AttributeKey<Long> RESTORED = AttributeKey.longKey("job.workers_restored");
    private static final AttributeKey<String> SCAN = AttributeKey.stringKey("job.scan");
    private static final AttributeKey<Boolean> DRY_RUN = AttributeKey.booleanKey("job.dry_run");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("job.status");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("job.source");
    private static final AttributeKey<String> CLOUD_REGION = AttributeKey.stringKey("cloud.region");
    private static final AttributeKey<String> CLOUD_ACCOUNT_ID = AttributeKey.stringKey("cloud.account.id");
    private static final AttributeKey<String> HOST_IMAGE_ID = AttributeKey.stringKey("host.image.id");
    private static final AttributeKey<String> HOST_IMAGE_NAME = AttributeKey.stringKey("host.image.name");

    private final Tracer tracer;

    /**
     * Makes a listener.
     *
     * @param openTelemetry where the spans go; the host's, never the global one
     */
    public OpenTelemetryImportListener(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("io.autoimport");
    }

    @Override
    public Observation<JobResult> runStarted(String runId, List<ImportSource> sources) {
        Span span = tracer.spanBuilder("auto_import_workers_job")
                .setAttribute(TYPE, RunLog.JOB_TYPE)
                .setAttribute(RUN_ID, runId)
                .startSpan();
        if (!sources.isEmpty()) {
            span.setAttribute(AWS_REGION, regionsOf(sources));
        }
        String amiNames = amiNamesOf(sources);
        if (!amiNames.isEmpty()) {
            span.setAttribute(AMI_NAME, amiNames);
        }
        return new SpanObservation<>(span, (s, result) -> {
            setCounts(s, result.totals());
            s.setAttribute(DRY_RUN, result.dryRun());
            s.setAttribute(STATUS, result.status().code());
            if (result.status() == JobStatus.FAILED || result.status() == JobStatus.ERROR) {
                s.setStatus(StatusCode.ERROR, orEmpty(result.reason()));
            }
        });
    }

    private static String regionsOf(List<ImportSource> sources) {
        return sources.stream()
                .flatMap(source -> source.regions().stream())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String amiNamesOf(List<ImportSource> sources) {
        return sources.stream()
                .flatMap(source -> source.criterion() instanceof SearchCriterion.AmiName name
                        ? Stream.of(name.pattern().value())
                        : Stream.empty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    @Override
    public Observation<TargetResult> targetStarted(String runId, ImportTarget target, boolean dryRun) {
        Span span = tracer.spanBuilder("auto_import_workers_target")
                .setAttribute(RUN_ID, runId)
                .setAttribute(DRY_RUN, dryRun)
                .setAttribute(SOURCE, target.source().name())
                .setAttribute(CLOUD_REGION, target.region())
                .startSpan();
        return new SpanObservation<>(span, (s, result) -> {
            setCounts(s, result.counts());
            s.setAttribute(CLOUD_ACCOUNT_ID, result.account());
            s.setAttribute(SCAN, result.scan().name().toLowerCase(Locale.ROOT));
            if (result.status() != Completeness.COMPLETE && result.failure() != null) {
                s.setStatus(StatusCode.ERROR, result.failure().describe());
            }
        });
    }

    @Override
    public Observation<ImportCounts> pageStarted(ImportTarget target, List<Instance> page) {
        Span span = tracer.spanBuilder("auto_import_workers_page")
                .setAttribute(SOURCE, target.source().name())
                .setAttribute(CLOUD_REGION, target.region())
                .startSpan();
        List<Image> images = page.stream().map(Instance::image).distinct().toList();
        if (images.size() == 1) {
            span.setAttribute(HOST_IMAGE_ID, images.get(0).id());
            span.setAttribute(HOST_IMAGE_NAME, images.get(0).name());
        }
        return new SpanObservation<>(span, OpenTelemetryImportListener::setCounts);
    }

    private static void setCounts(Span span, ImportCounts counts) {
        span.setAttribute(FOUND, counts.found());
        span.setAttribute(IMPORTED, counts.imported());
        span.setAttribute(SKIPPED, counts.skipped());
        span.setAttribute(FAILED, counts.failed());
        span.setAttribute(UPDATED, counts.updated());
        span.setAttribute(MISSING, counts.missing());
        span.setAttribute(RESTORED, counts.restored());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Runnable propagating(Runnable task) {
        return Context.current().wrap(task);
    }

    private static final class SpanObservation<R> implements Observation<R> {

        private final Span span;
        private final Scope scope;
        private final BiConsumer<Span, R> record;
        private boolean completed;

        // close() closes it.
        @SuppressWarnings("MustBeClosedChecker")
        SpanObservation(Span span, BiConsumer<Span, R> record) {
            this.span = span;
            this.scope = span.makeCurrent();
            this.record = record;
        }

        @Override
        public void completed(R result) {
            completed = true;
            record.accept(span, result);
        }

        @Override
        public void close() {
            scope.close();
            if (!completed) {
                span.setStatus(StatusCode.ERROR, "ended by an unexpected exception");
            }
            span.end();
        }
    }
}
