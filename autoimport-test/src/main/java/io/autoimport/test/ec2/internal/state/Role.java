package io.autoimport.test.ec2.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * A role, and on what terms it lets itself be assumed.
 *
 * @param arn its name
 * @param externalId the external id that the caller must give, or null if any will do
 * @param assumable whether the caller may assume it at all
 */
public record Role(String arn, @Nullable String externalId, boolean assumable) {}
