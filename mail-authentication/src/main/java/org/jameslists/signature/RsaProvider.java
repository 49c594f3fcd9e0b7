package org.jameslists.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Computes RSA with Amazon Corretto Crypto or Conscrypt if one of them is on the class path and works on this machine,
 * since they sign two to three times as fast as the JDK; otherwise with the JDK. An operator chooses by adding one jar.
 * The JDK hashes bodies, which it does as fast, and decides which keys are valid, so no verdict depends on the
 * provider.
 */
final class RsaProvider {
    private static final List<String> CANDIDATES = List.of(
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "org.conscrypt.OpenSSLProvider");

    /** AWS-LC and BoringSSL, which these providers use, accept no longer ones; Conscrypt does not report that. */
    private static final int MOST_EXPONENT_BITS = 33;

    private static final RsaLibrary LIBRARY = RsaLibrary.choose(CANDIDATES);

    private RsaProvider() {}

    /** The name of the library, for logs and measurements. */
    static String name() {
        return LIBRARY.name();
    }

    /** Whether a library is on the class path and cannot be used. */
    static boolean hasUnfitLibrary() {
        return !LIBRARY.unfit().isEmpty();
    }

    /** One line about what computes RSA, and what would be faster. */
    static String description() {
        return LIBRARY.describe(CorrettoJar.forThisMachine());
    }

    /** The provider, if there is one that accepts this exponent. */
    private static Optional<Provider> forExponent(BigInteger exponent) {
        return LIBRARY.provider().filter(provider -> exponent.bitLength() <= MOST_EXPONENT_BITS);
    }

    /**
     * A private key of the JDK, converted once for the provider instead of with each signature; the same key if the
     * provider does not accept it.
     */
    static RSAPrivateCrtKey adopted(RSAPrivateCrtKey key) {
        return adopted(key, key.getPublicExponent(), RSAPrivateCrtKey.class);
    }

    /** A public key of the JDK, converted for the provider if it accepts the key. */
    static RSAPublicKey adopted(RSAPublicKey key) {
        return adopted(key, key.getPublicExponent(), RSAPublicKey.class);
    }

    private static <K extends Key> K adopted(K key, BigInteger exponent, Class<K> type) {
        Optional<Provider> provider = forExponent(exponent);
        if (provider.isPresent()) {
            try {
                return type.cast(KeyFactory.getInstance("RSA", provider.get()).translateKey(key));
            } catch (GeneralSecurityException | RuntimeException notItsKind) {
                return key; // the JDK computes with it
            }
        }
        return key;
    }

    /** Signs data. */
    static byte[] sign(RSAPrivateCrtKey key, byte[] data) throws GeneralSecurityException {
        return compute(key.getPublicExponent(), signature -> {
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        });
    }

    /** Verifies a signature of data. */
    static boolean verify(RSAPublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        return compute(key.getPublicExponent(), verifier -> {
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        });
    }

    private interface Computation<T> {
        T with(Signature signature) throws GeneralSecurityException;
    }

    private static <T> T compute(BigInteger exponent, Computation<T> computation) throws GeneralSecurityException {
        Optional<Provider> provider = forExponent(exponent);
        if (provider.isPresent()) {
            try {
                return computation.with(Signature.getInstance(RsaLibrary.ALGORITHM, provider.get()));
            } catch (InvalidKeyException | RuntimeException notItsKind) {
                return computation.with(Signature.getInstance(RsaLibrary.ALGORITHM));
            }
        }
        return computation.with(Signature.getInstance(RsaLibrary.ALGORITHM));
    }
}
