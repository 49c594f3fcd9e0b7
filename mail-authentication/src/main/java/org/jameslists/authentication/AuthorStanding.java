package org.jameslists.authentication;

import org.jameslists.mail.Worded;

/**
 * What the name of a message's author is worth: decided once, when the message comes in. Whoever lends a name (a list's,
 * a domain's, an author's) asks for this value.
 */
public sealed interface AuthorStanding extends Worded {
    /** Why, in words that make a sentence. */
    String reason();

    /** The one word by which the standing is stored and configured. */
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
     * Reads a standing that was stored.
     *
     * @param word as {@link #word} gives it
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
     * Nobody knows who wrote it, and the author's domain does not object: it publishes nothing, or {@code p=none}. A list
     * may answer with its own address in From; no domain that aligns with the author's may sign while From stays.
     */
    record Unauthenticated(String reason) implements AuthorStanding {}

    /** It fails its author's policy, but a trusted ARC sealer recorded that it passed before (RFC 8617 §7.2.1). */
    record Vouched(String reason) implements AuthorStanding {}

    /** It fails a policy of quarantine or reject, or its From cannot be anybody's. It is never edited, munged or signed. */
    record Forged(String reason) implements AuthorStanding {}

    /** A question that decides was not answered. It is asked again later; this never counts as unauthenticated. */
    record Unknown(String reason) implements AuthorStanding {}
}
