/** Finds EC2 instances with the AWS SDK. */
@NullMarked
package io.autoimport.aws;

import org.jspecify.annotations.NullMarked;
