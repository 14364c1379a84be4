package io.autoimport.test.ec2.internal.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The roles of all accounts. A role that nobody has made can't be assumed. Thread-safe. */
public final class Roles {

    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    /** Makes or changes a role. */
    public void put(Role role) {
        roles.put(role.arn(), role);
    }

    /** Finds a role. */
    public Optional<Role> find(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }
}
