package io.autoimport.spring.workers;

/**
 * A value, and where it comes from.
 *
 * @param key the property that sets it, behind the prefix
 * @param value what it is set to
 * @param inherited whether a source has it from the flat properties
 */
record Setting<T>(String key, T value, boolean inherited) {}
