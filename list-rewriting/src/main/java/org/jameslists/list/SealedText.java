package org.jameslists.list;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.google.common.io.BaseEncoding;

/**
 * Text that nobody else can read or make: AES-256-GCM (NIST SP 800-38D) with a random nonce, in base64url without padding
 * (RFC 4648 §5), so that it fits into a URI. Its key is made of a secret for one {@linkplain SecretMac.Purpose purpose}.
 *
 * <p>GCM allows 2<sup>32</sup> texts with random nonces under one key: a server that makes a million a day reaches that after
 * eleven years.
 */
public final class SealedText {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final BaseEncoding BASE64URL = BaseEncoding.base64Url().omitPadding();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /**
     * With this secret.
     *
     * @throws IllegalArgumentException if it has fewer than {@value SecretMac#SHORTEST_SECRET} bytes
     */
    public SealedText(byte[] secret, SecretMac.Purpose purpose) {
        this.key = new SecretKeySpec(new SecretMac(secret, purpose).of("AES-256-GCM", KEY_BYTES), "AES");
    }

    /** Seals a text; each time the result is another one. */
    public String seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return BASE64URL.encode(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    /**
     * Opens what {@link #seal} made; the comparison takes as long for a wrong tag as for a right one.
     *
     * @return nothing for any other text
     */
    public Optional<String> open(String sealed) {
        if (!BASE64URL.canDecode(sealed)) {
            return Optional.empty();
        }
        byte[] bytes = BASE64URL.decode(sealed);
        if (bytes.length <= NONCE_BYTES + TAG_BITS / Byte.SIZE
                || !BASE64URL.encode(bytes).equals(sealed)) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(bytes).get(nonce);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
