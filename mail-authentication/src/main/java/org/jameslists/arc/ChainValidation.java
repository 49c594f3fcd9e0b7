package org.jameslists.arc;

import java.util.Optional;

import org.jameslists.mail.Worded;

/** The state of a chain: the {@code cv=} tag (RFC 8617 §4.1.3) and the result of the method {@code arc} (§7.1). */
public enum ChainValidation implements Worded {
    /** There was no chain. */
    NONE,
    /** The chain is complete, and every seal verifies. */
    PASS,
    /** Anything else. A failed chain stays failed (RFC 8617 §5.2.1). */
    FAIL;

    /** The word in the field. */
    @Override
    public String word() {
        return Worded.of(this);
    }

    /** The constant with this word, which is case-sensitive (RFC 6376 §3.2). */
    public static Optional<ChainValidation> of(String word) {
        return Worded.find(ChainValidation.class, word);
    }
}
