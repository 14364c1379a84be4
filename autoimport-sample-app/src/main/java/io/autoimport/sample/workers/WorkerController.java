package io.autoimport.sample.workers;

import io.autoimport.core.command.BulkImportWorkersCommand;
import io.autoimport.core.command.Mediator;
import io.autoimport.spring.workers.JobResultDescriptor;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the workers, shows their metrics, and imports some on request, with the same command that the job sends. */
@RestController
@RequestMapping("/api/workers")
class WorkerController {

    private static final String REQUESTED_BY = "manual-import";

    private final WorkerQuery workers;
    private final WorkerMetricsCollectionJob metrics;
    private final Mediator mediator;

    WorkerController(WorkerQuery workers, WorkerMetricsCollectionJob metrics, Mediator mediator) {
        this.workers = workers;
        this.metrics = metrics;
        this.mediator = mediator;
    }

    @GetMapping
    List<WorkerView> list() {
        return workers.findAll();
    }

    @GetMapping("/metrics")
    WorkerMetrics lastCollection() {
        return metrics.lastCollection();
    }

    @PostMapping("/import")
    JobResultDescriptor importNow(@RequestBody ImportRequest request) {
        return JobResultDescriptor.of(mediator.send(BulkImportWorkersCommand.of(request.toSource())
                .createdBy(REQUESTED_BY)
                .dryRun(request.isDryRun())
                .build()));
    }

    /** What the command refuses is the caller's mistake. */
    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail refused(IllegalArgumentException refusal) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The body can't be read: " + ImportRequest.EXPECTED);
    }
}
