/** What guards the page and the requests that it makes. */
@NullMarked
package io.autoimport.sample.web;

import org.jspecify.annotations.NullMarked;
