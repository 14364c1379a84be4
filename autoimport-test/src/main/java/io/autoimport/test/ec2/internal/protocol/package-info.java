/** The wire: the parameters of EC2's Query protocol, the caller's credentials, answers and errors in XML. Not part of the API. */
@NullMarked
package io.autoimport.test.ec2.internal.protocol;

import org.jspecify.annotations.NullMarked;
