package io.autoimport.spring.actuator;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the endpoint.
 *
 * @param showValues When to show ARNs of roles and values of tags in the answers, rather than asterisks: 'never',
 *     'when-authorized' or 'always'. External ids are never shown.
 * @param roles Roles that a user must have, one of them, to be shown the values if 'show-values' is 'when-authorized'. Any
 *     authenticated user if empty.
 */
@ConfigurationProperties("management.endpoint.autoimport")
public record AutoImportEndpointProperties(
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles) {}
