package org.jameslists.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** rsa-sha256 (RFC 6376 §3.3.2). */
final class RsaSigningKey implements SigningKey {
    private final RSAPrivateCrtKey key;
    private final KeyRecord record;

    private RsaSigningKey(RSAPrivateCrtKey key, KeyRecord record) {
        this.key = key;
        this.record = record;
    }

    static RsaSigningKey of(PrivateKeyInfo info, int minimumBits) throws KeyFormatException {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
            int bits = key.getModulus().bitLength();
            if (bits < minimumBits) {
                throw new KeyFormatException(
                        "an RSA key of " + bits + " bits is too short: at least " + minimumBits + " are needed");
            }
            var publicKey = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new RsaSigningKey(
                    RsaProvider.adopted(key), KeyRecord.of(SignatureAlgorithm.RSA_SHA256, publicKey.getEncoded()));
        } catch (GeneralSecurityException | IOException | ClassCastException e) {
            throw new KeyFormatException("not a usable RSA private key", e);
        }
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.RSA_SHA256;
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            return RsaProvider.sign(key, data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA signing failed with a key that worked before", e);
        }
    }

    @Override
    public KeyRecord publicRecord() {
        return record;
    }

    @Override
    public String toString() {
        return "RSA key of " + key.getModulus().bitLength() + " bits";
    }
}
