package org.jameslists.testing;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new key pair for signing, and the DNS record that tells of it.
 *
 * @param domain the signing domain
 * @param selector the selector
 * @param algorithm the signing algorithm, such as {@code rsa-sha256}
 * @param pem the private key, PKCS#8 in PEM (RFC 7468 §10)
 * @param record the text of the key record (RFC 6376 §3.6.1)
 */
public record PublishedKey(String domain, String selector, String algorithm, String pem, String record) {

    private static final int RSA_BITS = 2048;
    private static final int PEM_COLUMNS = 64;
    private static final int ED25519_OCTETS = 32;

    /** Makes an RSA key of 2048 bits. */
    public static PublishedKey rsa(String domain, String selector) {
        KeyPairGenerator generator = generator("RSA");
        generator.initialize(RSA_BITS);
        KeyPair pair = generator.generateKeyPair();
        return of(domain, selector, "rsa", pair, pair.getPublic().getEncoded());
    }

    /** Makes an Ed25519 key. RFC 8463 §4: its record holds the bare public key, the end of the encoded one. */
    public static PublishedKey ed25519(String domain, String selector) {
        KeyPair pair = generator("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        return of(
                domain,
                selector,
                "ed25519",
                pair,
                Arrays.copyOfRange(encoded, encoded.length - ED25519_OCTETS, encoded.length));
    }

    /** Where the record belongs: {@code selector._domainkey.domain}. */
    public String name() {
        return selector + "._domainkey." + domain;
    }

    /** Puts the record into a DNS server. */
    public PublishedKey publish(LoopbackDns dns) {
        dns.txt(name(), record);
        return this;
    }

    private static PublishedKey of(String domain, String selector, String type, KeyPair pair, byte[] publicKey) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'});
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + new String(lines.encode(pair.getPrivate().getEncoded()), StandardCharsets.US_ASCII)
                + "\n-----END PRIVATE KEY-----\n";
        String record = "v=DKIM1; k=" + type + "; p=" + Base64.getEncoder().encodeToString(publicKey);
        return new PublishedKey(domain, selector, type + "-sha256", pem, record);
    }

    private static KeyPairGenerator generator(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
