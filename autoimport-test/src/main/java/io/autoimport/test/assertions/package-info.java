/** What an import did, asserted with AssertJ. Begin with {@link io.autoimport.test.assertions.AutoImportAssertions}. */
@NullMarked
package io.autoimport.test.assertions;

import org.jspecify.annotations.NullMarked;
