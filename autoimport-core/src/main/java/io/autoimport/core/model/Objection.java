package io.autoimport.core.model;

import java.util.Objects;

/**
 * What one rule of a source has against an instance.
 *
 * @param rule the rule
 * @param certain whether the instance is against the rule. If not, too little is known of it to tell: what the
 *     discovery found it may vouch for
 * @param reason why, in words that follow on "because"
 */
public record Objection(Rule rule, boolean certain, String reason) {

    /** Refuses nulls. */
    public Objection {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
    }

    static Objection against(Rule rule, String reason) {
        return new Objection(rule, true, reason);
    }

    static Objection doubt(Rule rule, String reason) {
        return new Objection(rule, false, reason);
    }

    /** The rules by which a source lets instances in, in the order in which they are asked. */
    public enum Rule {
        /** Its state must be one of those asked for. */
        STATE,
        /** Neither its id nor one of its tags may be on the list of what is ignored. */
        IGNORED,
        /** It must carry all tags asked for. */
        TAGS,
        /** Its AMI, or it itself, must be what is searched for. */
        CRITERION,
        /** Its AMI must belong to one of the owners allowed. */
        IMAGE_OWNER
    }
}
