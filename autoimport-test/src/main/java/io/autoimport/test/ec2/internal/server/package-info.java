/** The HTTP server, from the request to the answer. Not part of the API. */
@NullMarked
package io.autoimport.test.ec2.internal.server;

import org.jspecify.annotations.NullMarked;
