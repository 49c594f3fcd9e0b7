package org.jameslists.signature;

/**
 * A private key for signing, parsed once and safe for use by many threads. Its {@code toString()} shows the type of the
 * key, never the key.
 */
public sealed interface SigningKey permits RsaSigningKey, Ed25519SigningKey {
    /** The algorithm it signs with. */
    SignatureAlgorithm algorithm();

    /**
     * Signs data.
     *
     * @param data all the data that the algorithm hashes and signs
     * @return the signature's bytes
     */
    byte[] sign(byte[] data);

    /** The key record to publish at {@code selector._domainkey.domain}. */
    KeyRecord publicRecord();
}
