package org.jameslists.interoperation;

import java.util.List;

import org.jameslists.testing.Verdict;

/**
 * A case: one party signs, another verifies; one of them is we.
 *
 * @param signer who signs
 * @param verifier who verifies
 * @param keys with which keys
 * @param canonicalization {@code c=}
 */
record Signing(Party signer, Party verifier, Keys keys, String canonicalization) implements Case {
    static final List<String> CANONICALIZATIONS =
            List.of("relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple");

    @Override
    public Section section() {
        return signer == Party.WE ? Section.VERIFIED_BY_THEM : Section.SIGNED_BY_THEM;
    }

    @Override
    public Party party() {
        return signer == Party.WE ? verifier : signer;
    }

    @Override
    public String title() {
        return keys.title() + ", " + canonicalization;
    }

    @Override
    public String expected() {
        return keys == Keys.BOTH && !verifier.knowsEd25519() ? Keys.RSA.title() + " alone" : "pass";
    }

    /** What is said of the signatures made. */
    String result(Verdict verdict) {
        return keys.result(verdict, signer.domain());
    }
}
