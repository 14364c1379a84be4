package io.autoimport.core.command;

import io.autoimport.core.model.JobResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the targets of one run share. Thread-safe. */
final class ImportRun {

    private final BulkImportWorkersCommand command;
    private final List<String> importedIds = new ArrayList<>();
    private long importsLeft;
    private long putOff;
    private boolean truncated;
    private volatile boolean stopRequested;

    ImportRun(BulkImportWorkersCommand command) {
        this.command = command;
        @Nullable Long maxImports = command.maxImports();
        this.importsLeft = maxImports == null ? Long.MAX_VALUE : maxImports;
    }

    BulkImportWorkersCommand command() {
        return command;
    }

    String id() {
        return command.runId();
    }

    /** Takes as many imports as wanted from what the run may still do, or what is left of it. */
    synchronized int reserveImports(int wanted) {
        int granted = (int) Math.min(wanted, importsLeft);
        importsLeft -= granted;
        putOff += wanted - granted;
        return granted;
    }

    synchronized void returnImports(int unused) {
        importsLeft += unused;
    }

    /** How many instances were left to the next run, because this one may import no more. */
    synchronized long putOff() {
        return putOff;
    }

    synchronized void imported(Collection<String> instanceIds) {
        int room = JobResult.MAX_IMPORTED_WORKER_IDS - importedIds.size();
        importedIds.addAll(instanceIds.stream().limit(room).toList());
        truncated |= instanceIds.size() > room;
    }

    synchronized List<String> importedIds() {
        return List.copyOf(importedIds);
    }

    synchronized boolean truncated() {
        return truncated;
    }

    void requestStop() {
        stopRequested = true;
    }

    boolean stopRequested() {
        return stopRequested;
    }
}
