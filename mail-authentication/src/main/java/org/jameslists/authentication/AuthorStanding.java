package org.jameslists.authentication;

import org.jameslists.mail.Worded;

/**
 * What the name of a message's author is worth. It is decided once, when the message comes in. Code that lends a name
 * (a list's, a domain's, an author's) must obey it.
 */
public sealed interface AuthorStanding extends Worded {
    /** Why, as a sentence. */
    String reason();

    /** The word for the standing, in storage and in settings. */
    @Override
    default String word() {
        if (this instanceof Authenticated) {
            return "authenticated";
        } else if (this instanceof Unauthenticated) {
            return "unauthenticated";
        } else if (this instanceof Vouched) {
            return "vouched";
        } else if (this instanceof Forged) {
            return "forged";
        }
        return "unknown";
    }

    /**
     * Reads a stored standing.
     *
     * @param word the value of {@link #word}
     * @throws IllegalArgumentException if there is no such standing
     */
    static AuthorStanding of(String word, String reason) {
        return switch (word) {
            case "authenticated" -> new Authenticated(reason);
            case "unauthenticated" -> new Unauthenticated(reason);
            case "vouched" -> new Vouched(reason);
            case "forged" -> new Forged(reason);
            case "unknown" -> new Unknown(reason);
            default -> throw new IllegalArgumentException("no standing of an author: " + word);
        };
    }

    /** The author wrote it: DMARC passes, or the author logged in and may use the address in From. */
    record Authenticated(String reason) implements AuthorStanding {}

    /**
     * Nobody knows who wrote it, and the author's domain does not object: it publishes nothing, or {@code p=none}. A
     * list may send it with its own address in From. While From stays, no domain that aligns with the author's may
     * sign.
     */
    record Unauthenticated(String reason) implements AuthorStanding {}

    /** It fails its author's policy, but a trusted ARC sealer recorded that it passed before (RFC 8617 §7.2.1). */
    record Vouched(String reason) implements AuthorStanding {}

    /**
     * It fails a policy of quarantine or reject, or From names no possible author. It must never be edited, munged or
     * signed.
     */
    record Forged(String reason) implements AuthorStanding {}

    /** The DNS did not answer a deciding question. Try again later; this never counts as unauthenticated. */
    record Unknown(String reason) implements AuthorStanding {}
}
