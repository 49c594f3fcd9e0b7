package org.jameslists.arc;

import java.util.Locale;
import java.util.Optional;

/** The state of a chain: the {@code cv=} tag (RFC 8617 §4.1.3) and the result of the method {@code arc} (§7.1). */
public enum ChainValidation {
    /** There was no chain. */
    NONE,
    /** The chain is there, whole, and every seal verifies. */
    PASS,
    /** Anything else, for good: RFC 8617 §5.2.1. */
    FAIL;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds one by its word, which is case-sensitive (RFC 6376 §3.2). */
    public static Optional<ChainValidation> of(String word) {
        for (ChainValidation one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
