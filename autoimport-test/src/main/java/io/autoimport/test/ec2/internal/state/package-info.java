/** What exists: regions, images, instances and generated fleets. Not part of the API. */
@NullMarked
package io.autoimport.test.ec2.internal.state;

import org.jspecify.annotations.NullMarked;
