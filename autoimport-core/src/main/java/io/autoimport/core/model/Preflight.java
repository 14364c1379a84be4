package io.autoimport.core.model;

/** What becomes of a run when a permission is missing that it needs. */
public enum Preflight {
    /** It is told in a warning, and everything is tried all the same. */
    WARN,
    /** A target that lacks a permission is not searched, and fails. */
    FAIL,
    /** Nobody asks. */
    OFF
}
