package org.jameslists.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A public key. */
sealed interface VerificationKey {
    /**
     * OpenSSL's limit. Exponents in use have 2 or 17 bits; one of 4096 bits would make verifying as slow as signing.
     */
    int MOST_EXPONENT_BITS = 64;

    /** Whether the signature is this key's over the data; also false for bytes that are not a signature. */
    boolean verifies(byte[] data, byte[] signature);

    /**
     * Reads an RSA key from the bytes of a {@code p=}: a SubjectPublicKeyInfo or, since erratum 3017 of RFC 6376
     * §3.6.1, a bare RSAPublicKey.
     *
     * @throws SignatureFormatException if it is neither, or does not have 1024 to 4096 bits (RFC 8301 §3.2), or has an
     *     exponent that makes verifying slow
     */
    static VerificationKey rsa(byte[] octets) throws SignatureFormatException {
        RSAPublicKey key = rsaPublicKey(octets);
        int bits = key.getModulus().bitLength();
        if (bits < 1024 || bits > 4096) {
            throw new SignatureFormatException("an RSA key of " + bits + " bits is not acceptable");
        }
        if (key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
            throw new SignatureFormatException("an RSA key with such a large exponent is not acceptable");
        }
        return new Rsa(RsaProvider.adopted(key));
    }

    /** Does not use Bouncy Castle, whose parser has no limit for nested ASN.1. */
    private static RSAPublicKey rsaPublicKey(byte[] octets) throws SignatureFormatException {
        try {
            return decoded(octets);
        } catch (GeneralSecurityException noSubjectPublicKeyInfo) {
            return bareRsaPublicKey(octets);
        }
    }

    private static RSAPublicKey bareRsaPublicKey(byte[] octets) throws SignatureFormatException {
        var rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        try {
            return decoded(new SubjectPublicKeyInfo(rsa, octets).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new SignatureFormatException("the key record contains no RSA key");
        }
    }

    private static RSAPublicKey decoded(byte[] subjectPublicKeyInfo) throws GeneralSecurityException {
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
    }

    /**
     * Reads an Ed25519 key from the bytes of a {@code p=}.
     *
     * @throws SignatureFormatException if it does not have 32 bytes (RFC 8463 §4)
     */
    static VerificationKey ed25519(byte[] octets) throws SignatureFormatException {
        if (octets.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new SignatureFormatException("an Ed25519 key has 32 bytes");
        }
        return new Ed25519(new Ed25519PublicKeyParameters(octets, 0));
    }

    /** RSASSA-PKCS1-v1_5 over SHA-256. */
    record Rsa(RSAPublicKey key) implements VerificationKey {
        @Override
        public boolean verifies(byte[] data, byte[] signature) {
            try {
                return RsaProvider.verify(key, data, signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** PureEdDSA over the SHA-256 hash. */
    record Ed25519(Ed25519PublicKeyParameters key) implements VerificationKey {
        @Override
        public boolean verifies(byte[] data, byte[] signature) {
            if (signature.length != Ed25519PrivateKeyParameters.SIGNATURE_SIZE) {
                return false;
            }
            byte[] hash = BodyHashes.sha256().digest(data);
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, key);
            verifier.update(hash, 0, hash.length);
            return verifier.verifySignature(signature);
        }
    }
}
