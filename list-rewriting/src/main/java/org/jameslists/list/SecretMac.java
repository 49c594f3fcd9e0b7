package org.jameslists.list;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) over text, with one secret and for one purpose. The key is the HMAC of the purpose's name with
 * the secret, so a MAC for one purpose never verifies for another, whatever the texts. Its {@code toString()} does not
 * show the secret.
 */
public final class SecretMac {
    /** RFC 2104 §3: a key shorter than the hash is discouraged. */
    public static final int SHORTEST_SECRET = 32;

    /** RFC 2104 §5: fewer bytes are too easy to guess. */
    private static final int SHORTEST_MAC = 10;

    private static final int LONGEST_MAC = 32;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /** What is signed. Each purpose has a different name. A name never changes: old MACs would no longer verify. */
    public enum Purpose {
        /** The address of an author in From, {@link SignedForm}. */
        REVERSIBLE_ADDRESS("reversible-address"),
        /** The link by which a member leaves a list. */
        UNSUBSCRIBE_LINK("unsubscribe-link"),
        /** The envelope sender of a mail for one member. */
        BOUNCE_ADDRESS("bounce-address"),
        /** The address to which an answer about a held post goes. */
        HELD_POST_ANSWER("held-post-answer"),
        /** The link to this pack's own page by which a member leaves a list. */
        MEMBER_LINK("member-link"),
        /** The address to which a member confirms to leave a list. */
        CONFIRMED_LEAVING("confirmed-leaving"),
        /** The address to which somebody confirms to join a list. */
        CONFIRMED_JOINING("confirmed-joining");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /**
     * Uses this secret.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #SHORTEST_SECRET} bytes
     */
    public SecretMac(byte[] secret, Purpose purpose) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("a secret has at least " + SHORTEST_SECRET + " bytes");
        }
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), purpose.label), HMAC);
    }

    /**
     * The first bytes of the HMAC of a text in UTF-8.
     *
     * @param octets how many bytes, 10 to 32
     */
    public byte[] of(String text, int octets) {
        if (octets < SHORTEST_MAC || octets > LONGEST_MAC) {
            throw new IllegalArgumentException("an HMAC has 10 to 32 bytes, not " + octets);
        }
        return Arrays.copyOf(hmac(key, text), octets);
    }

    /** Whether these are the first bytes of the HMAC of a text. A wrong MAC takes as long as a right one. */
    public boolean verifies(String text, byte[] mac) {
        return mac.length >= SHORTEST_MAC
                && mac.length <= LONGEST_MAC
                && MessageDigest.isEqual(of(text, mac.length), mac);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
