package org.jameslists.arc;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;

import org.jameslists.mail.HeaderField;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MalformedResultsException;
import org.jameslists.signature.Canonicalization;

/**
 * The three fields of one instance (RFC 8617 §4.2).
 *
 * @param instance 1 to 50
 * @param authenticationResults the ARC-Authentication-Results
 * @param messageSignature the ARC-Message-Signature
 * @param seal the ARC-Seal
 */
public record ArcSet(int instance, HeaderField authenticationResults, HeaderField messageSignature, HeaderField seal) {
    /** Field name, RFC 8617 §4.1.1. */
    public static final String AUTHENTICATION_RESULTS = "ARC-Authentication-Results";
    /** Field name, RFC 8617 §4.1.2. */
    public static final String MESSAGE_SIGNATURE = "ARC-Message-Signature";
    /** Field name, RFC 8617 §4.1.3. */
    public static final String SEAL = "ARC-Seal";
    /** The highest allowed instance (RFC 8617 §4.2.1). */
    public static final int HIGHEST_INSTANCE = 50;

    /**
     * The results that the sealer found when it received the message: the ARC-Authentication-Results after its
     * {@code i=N;}.
     *
     * @throws MalformedResultsException if they are not a payload of version 1
     */
    public AuthenticationResults results() throws MalformedResultsException {
        Matcher instance = ResultsInstance.PATTERN.matcher(authenticationResults.text());
        return AuthenticationResults.parse(
                authenticationResults.text().substring(instance.lookingAt() ? instance.end() : 0));
    }

    /**
     * The set in canonical form and in the order in which seals cover it (RFC 8617 §5.1.1), each field with its CRLF.
     */
    byte[] canonical() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(canonicalEndingWith(seal));
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }

    /**
     * Like {@link #canonical()}, but with another field for the seal and no CRLF after it: the last part of the bytes
     * that a seal signs.
     */
    byte[] canonicalEndingWith(HeaderField unsignedSeal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        append(authenticationResults, out);
        append(messageSignature, out);
        Canonicalization.RELAXED.header(unsignedSeal, out);
        return out.toByteArray();
    }

    private static void append(HeaderField field, ByteArrayOutputStream out) {
        Canonicalization.RELAXED.header(field, out);
        out.write('\r');
        out.write('\n');
    }
}
