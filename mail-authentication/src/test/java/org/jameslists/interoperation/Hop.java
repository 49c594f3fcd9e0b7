package org.jameslists.interoperation;

/**
 * One station of a chain.
 *
 * @param by who seals there
 * @param keys the key it seals with: RSA or Ed25519
 * @param canonicalization of its ARC-Message-Signature
 * @param edits whether it changes Subject and body as a list does, after validating and before sealing
 * @param seals whether it seals
 */
record Hop(Party by, Keys keys, String canonicalization, boolean edits, boolean seals) {
    private static final String RELAXED = "relaxed/relaxed";

    /** Somebody who changes the message and does not seal: what came before no longer holds. */
    static final Hop EDIT = new Hop(Party.WE, Keys.RSA, RELAXED, true, false);

    /** The others seal relaxed/relaxed alone. */
    static Hop sealing(Party by) {
        return new Hop(by, Keys.RSA, RELAXED, false, true);
    }

    /** We can seal in other forms. */
    static Hop sealing(Keys keys, String canonicalization) {
        return new Hop(Party.WE, keys, canonicalization, false, true);
    }

    Hop afterEditing() {
        return new Hop(by, keys, canonicalization, true, seals);
    }

    String title() {
        if (!seals) {
            return "an edit";
        }
        String key = keys == Keys.RSA ? "" : " " + keys.title();
        String form = canonicalization.equals(RELAXED) ? "" : " " + canonicalization;
        return by.title() + key + form + (edits ? " after an edit" : "");
    }
}
