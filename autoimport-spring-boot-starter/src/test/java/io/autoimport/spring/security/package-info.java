/** What must neither get in nor out. */
package io.autoimport.spring.security;
