package org.jameslists.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jameslists.dns.Dns;

/** Verifies signature bytes with keys from the DNS. */
public final class Signatures {
    private static final byte[] PROBE = "any text will do".getBytes(StandardCharsets.US_ASCII);

    private Signatures() {}

    /** Whether a library for RSA is on the class path but cannot be used; {@link #rsaLibrary()} has the reason. */
    public static boolean hasUnfitRsaLibrary() {
        return RsaProvider.hasUnfitLibrary();
    }

    /** One line to log at start-up: what computes RSA in this process, and what would be faster. */
    public static String rsaLibrary() {
        return RsaProvider.description();
    }

    /** Checks whether signatures of this identity will verify: whether the DNS publishes the public half of its key. */
    public static SignatureResult tryOut(Dns dns, SigningIdentity identity) {
        return verify(
                dns,
                identity.domain(),
                identity.selector(),
                identity.key().algorithm(),
                PROBE,
                Base64.getEncoder().encodeToString(identity.key().sign(PROBE)));
    }

    /**
     * Looks up a key and verifies a signature with it.
     *
     * @param dns where the key is
     * @param domain {@code d=}
     * @param selector {@code s=}
     * @param algorithm {@code a=}
     * @param signed the signed bytes
     * @param signature {@code b=}, base64
     */
    public static SignatureResult verify(
            Dns dns, String domain, String selector, SignatureAlgorithm algorithm, byte[] signed, String signature) {
        KeyLookup lookup = KeyLookup.of(dns, domain, selector);
        if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return SignatureResult.temperror(unavailable.reason());
        }
        if (lookup instanceof KeyLookup.None none) {
            return SignatureResult.permerror(none.reason());
        }
        return verify(
                ((KeyLookup.Found) lookup).records(),
                algorithm,
                MessageSignatureVerifier.KeyCheck.NONE,
                signed,
                signature);
    }

    /** Tries each record (RFC 6376 §6.1.2 step 4). If one passes, the result is a pass, otherwise the last failure. */
    static SignatureResult verify(
            List<KeyRecord> records,
            SignatureAlgorithm algorithm,
            MessageSignatureVerifier.KeyCheck keyCheck,
            byte[] signed,
            String signature) {
        SignatureResult result = SignatureResult.permerror("no key for the signature");
        for (KeyRecord record : records) {
            try {
                keyCheck.check(record);
                if (record.keyFor(algorithm)
                        .verifies(signed, Base64.getDecoder().decode(signature))) {
                    return SignatureResult.PASS;
                }
                result = SignatureResult.fail("signature did not verify");
            } catch (SignatureFormatException e) {
                result = SignatureResult.permerror(e.getMessage());
            }
        }
        return result;
    }
}
