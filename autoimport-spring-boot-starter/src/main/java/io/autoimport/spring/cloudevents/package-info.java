/** Events in the form of CloudEvents 1.0, and their delivery over HTTP. */
@NullMarked
package io.autoimport.spring.cloudevents;

import org.jspecify.annotations.NullMarked;
