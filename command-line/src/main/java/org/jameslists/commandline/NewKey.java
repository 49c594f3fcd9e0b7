package org.jameslists.commandline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Makes private keys. */
final class NewKey {
    /** RFC 8301 §3.2 recommends at least 2048 bits. */
    private static final int RSA_BITS = 2048;

    private static final int PEM_LINE = 64;

    /** The types of keys in DKIM. */
    enum Type {
        RSA,
        ED25519
    }

    private NewKey() {}

    /** A new private key as PEM, PKCS#8 (RFC 7468 §10). */
    static String pem(Type type) {
        byte[] pkcs8 = generator(type).generateKeyPair().getPrivate().getEncoded();
        String base64 = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(pkcs8);
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPairGenerator generator(Type type) {
        try {
            if (type == Type.ED25519) {
                return KeyPairGenerator.getInstance("Ed25519");
            }
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(RSA_BITS);
            return rsa;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 makes " + type + " keys", e);
        }
    }
}
