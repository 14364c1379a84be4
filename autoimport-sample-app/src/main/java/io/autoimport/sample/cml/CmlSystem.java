package io.autoimport.sample.cml;

/**
 * What {@code GET /api/v0/system_information} tells.
 *
 * @param version such as {@code 2.7.0+build.4}
 * @param ready whether labs can be started
 */
public record CmlSystem(String version, boolean ready) {}
