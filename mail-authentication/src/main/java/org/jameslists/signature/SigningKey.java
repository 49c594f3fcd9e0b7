package org.jameslists.signature;

/**
 * A private key that signs, parsed once and used by many threads. Its {@code toString()} shows the kind of key, never
 * the key.
 */
public sealed interface SigningKey permits RsaSigningKey, Ed25519SigningKey {
    /** The algorithm it signs with. */
    SignatureAlgorithm algorithm();

    /**
     * Signs data.
     *
     * @param data what the algorithm hashes and signs, whole
     * @return the signature's bytes
     */
    byte[] sign(byte[] data);

    /** The key record to publish at {@code selector._domainkey.domain}. */
    KeyRecord publicRecord();
}
