/** How an import is observed: one listener port, and its implementation on OpenTelemetry. */
@NullMarked
package io.autoimport.core.telemetry;

import org.jspecify.annotations.NullMarked;
