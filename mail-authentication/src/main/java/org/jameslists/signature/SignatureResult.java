package org.jameslists.signature;

import org.jameslists.mail.Worded;

/**
 * The result of verifying one signature.
 *
 * @param status the result
 * @param reason why; empty for a pass that needs no reason
 */
public record SignatureResult(Status status, String reason) {
    /** The results of RFC 8601 §2.7.1 that a verifier here gives. */
    public enum Status implements Worded {
        /** The signature verifies. */
        PASS,
        /** The signature does not verify, or has expired. */
        FAIL,
        /**
         * It can never be verified: PERMFAIL of RFC 6376 §6.1. RFC 8601 also has {@code neutral} for syntax errors, but
         * uses {@code permerror} for errors that no retry will change. Here, {@code permerror} stands for all of these.
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
