/** What the tests are made of: builders, and ports that do as they are told. */
@NullMarked
package io.autoimport.core.support;

import org.jspecify.annotations.NullMarked;
