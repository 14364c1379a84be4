/** The faults that a test asked for. Not part of the API. */
@NullMarked
package io.autoimport.test.ec2.internal.fault;

import org.jspecify.annotations.NullMarked;
