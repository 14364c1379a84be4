/** Workers in the host's database. */
@NullMarked
package io.autoimport.spring.jdbc;

import org.jspecify.annotations.NullMarked;
