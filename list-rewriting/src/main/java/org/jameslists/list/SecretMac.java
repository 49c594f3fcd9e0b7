package org.jameslists.list;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) with one secret, over text. Its {@code toString()} does not show the secret. */
public final class SecretMac {
    /** RFC 2104 §3: a key shorter than the hash is discouraged. */
    public static final int SHORTEST_SECRET = 32;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    /**
     * With this secret.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #SHORTEST_SECRET} octets
     */
    public SecretMac(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("a secret has at least " + SHORTEST_SECRET + " octets");
        }
        this.secret = new SecretKeySpec(secret, HMAC);
    }

    /** The first octets of the HMAC of a text in UTF-8: at least 10, and at most 32 (RFC 2104 §5). */
    public byte[] of(String text, int octets) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
