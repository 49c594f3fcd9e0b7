package org.jameslists.signature;

import org.jameslists.mail.Worded;

/**
 * What verifying one signature found.
 *
 * @param status the result
 * @param reason why, in words; empty for a pass that needs none
 */
public record SignatureResult(Status status, String reason) {
    /** The results of RFC 8601 §2.7.1 that a verifier here gives. */
    public enum Status implements Worded {
        /** The signature verifies. */
        PASS,
        /** It does not, or it has expired. */
        FAIL,
        /**
         * It cannot be verified, now or later: RFC 6376 §6.1's PERMFAIL. RFC 8601 has {@code neutral} for syntax errors
         * too, but calls {@code permerror} what no later try will change; we give one word to all of these.
         */
        PERMERROR,
        /** It cannot be verified now: the DNS did not answer. */
        TEMPERROR;

        /** The word of RFC 8601. */
        @Override
        public String word() {
            return Worded.of(this);
        }
    }

    /** A pass without remarks. */
    public static final SignatureResult PASS = new SignatureResult(Status.PASS, "");

    /** A failed signature. */
    public static SignatureResult fail(String reason) {
        return new SignatureResult(Status.FAIL, reason);
    }

    /** A signature that cannot be verified. */
    public static SignatureResult permerror(String reason) {
        return new SignatureResult(Status.PERMERROR, reason);
    }

    /** A signature that cannot be verified now. */
    public static SignatureResult temperror(String reason) {
        return new SignatureResult(Status.TEMPERROR, reason);
    }

    /** Whether the signature verifies. */
    public boolean passed() {
        return status == Status.PASS;
    }
}
