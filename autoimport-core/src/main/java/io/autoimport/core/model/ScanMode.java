package io.autoimport.core.model;

/** How much of a target a scan asks for. */
public enum ScanMode {
    /** All its instances. */
    FULL,
    /** Those that were launched, or started again, since its last complete scan. */
    INCREMENTAL
}
