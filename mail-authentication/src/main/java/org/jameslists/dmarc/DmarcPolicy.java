package org.jameslists.dmarc;

import java.util.Optional;

import org.jameslists.mail.Worded;

/** What a domain asks receivers to do with a message that fails DMARC (RFC 9989 §4.7, tag "p"); weakest first. */
public enum DmarcPolicy implements Worded {
    /** No preference. */
    NONE,
    /** The message is suspicious. */
    QUARANTINE,
    /** The use of the domain is not valid. */
    REJECT;

    /** Reads a policy. Case does not matter, since RFC 9989 §4.8 defines the words in ABNF. */
    public static Optional<DmarcPolicy> parse(String word) {
        for (DmarcPolicy policy : values()) {
            if (policy.word().equalsIgnoreCase(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** The word in a record. */
    @Override
    public String word() {
        return Worded.of(this);
    }

    /** Whether this is at least as strict as {@code other}. */
    public boolean isAtLeast(DmarcPolicy other) {
        return compareTo(other) >= 0;
    }

    /** RFC 9989 §4.7, tag "t": the policy one level lower. */
    DmarcPolicy lowered() {
        return this == REJECT ? QUARANTINE : NONE;
    }
}
