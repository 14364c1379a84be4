package io.autoimport.sample.workers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A worker's state and age, and what its CML said: in JSON, the fields of both beside each other. */
record WorkerMeasurement(
        @JsonUnwrapped WorkerAge age, @JsonUnwrapped WorkerAnswer answer) {}
