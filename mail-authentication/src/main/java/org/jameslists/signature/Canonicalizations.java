package org.jameslists.signature;

/**
 * The {@code c=} tag: a canonicalisation for the header and one for the body (RFC 6376 §3.5).
 *
 * @param header that of the header
 * @param body that of the body
 */
public record Canonicalizations(Canonicalization header, Canonicalization body) {
    /** The default for signing. */
    public static final Canonicalizations RELAXED_RELAXED =
            new Canonicalizations(Canonicalization.RELAXED, Canonicalization.RELAXED);
    /** The meaning of an absent {@code c=}. */
    public static final Canonicalizations SIMPLE_SIMPLE =
            new Canonicalizations(Canonicalization.SIMPLE, Canonicalization.SIMPLE);

    /**
     * Parses {@code header/body}, or {@code header} with a simple body.
     *
     * @throws SignatureFormatException if it is neither
     */
    public static Canonicalizations parse(String text) throws SignatureFormatException {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Canonicalizations(Canonicalization.of(text), Canonicalization.SIMPLE);
        }
        return new Canonicalizations(
                Canonicalization.of(text.substring(0, slash)), Canonicalization.of(text.substring(slash + 1)));
    }

    /** The tag's value, {@code header/body}. */
    @Override
    public String toString() {
        return header.word() + "/" + body.word();
    }
}
