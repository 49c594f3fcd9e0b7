package org.jameslists.james;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

/** Private keys for tests, made anew in each run. */
public final class TestKeys {
    private static final String RSA = pem("RSA", 2048);
    private static final String ED25519 = pem("Ed25519", 255);

    private TestKeys() {}

    /** An RSA key of 2048 bits in PKCS#8 PEM; the same one each time. */
    public static String rsa() {
        return RSA;
    }

    /** An Ed25519 key in PKCS#8 PEM; the same one each time. */
    public static String ed25519() {
        return ED25519;
    }

    /** A new key in PKCS#8 PEM. */
    public static String pem(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return pem(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(PrivateKey key) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n" + encoder.encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
