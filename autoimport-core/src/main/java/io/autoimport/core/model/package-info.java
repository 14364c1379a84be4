/** What the import is about: instances, images, sources, targets, workers, and what a run reports. Immutable values, validated when made. */
@NullMarked
package io.autoimport.core.model;

import org.jspecify.annotations.NullMarked;
