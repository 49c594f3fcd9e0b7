package org.jameslists.signature;

import org.jameslists.mail.Worded;

/** The valid algorithms of the {@code a=} tag (RFC 8301 §3.1, RFC 8463 §3). */
public enum SignatureAlgorithm implements Worded {
    /** RSASSA-PKCS1-v1_5 over SHA-256 (RFC 6376 §3.3.2). */
    RSA_SHA256("rsa-sha256", "rsa"),
    /** PureEdDSA over the SHA-256 hash (RFC 8463 §3). */
    ED25519_SHA256("ed25519-sha256", "ed25519");

    private final String word;
    private final String keyType;

    SignatureAlgorithm(String word, String keyType) {
        this.word = word;
        this.keyType = keyType;
    }

    /** The word of the {@code a=} tag. */
    @Override
    public String word() {
        return word;
    }

    /** The word of a key record's {@code k=} tag. */
    public String keyType() {
        return keyType;
    }

    /**
     * The constant with this word.
     *
     * @throws SignatureFormatException for rsa-sha1, which verifiers must not accept (RFC 8301 §3.1), and for unknown
     *     words
     */
    public static SignatureAlgorithm of(String word) throws SignatureFormatException {
        return Worded.find(SignatureAlgorithm.class, word)
                .orElseThrow(() -> new SignatureFormatException(
                        word.equals("rsa-sha1") ? "rsa-sha1 is no longer acceptable" : "unknown algorithm"));
    }
}
