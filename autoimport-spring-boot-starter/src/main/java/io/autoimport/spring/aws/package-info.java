/** Discovery on the AWS SDK, made when it is first needed. */
@NullMarked
package io.autoimport.spring.aws;

import org.jspecify.annotations.NullMarked;
