package org.jameslists.signature;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Reads private keys from PEM: PKCS#1 and PKCS#8, plain or encrypted, RSA or Ed25519.
 *
 * @param minimumRsaBits the length of the shortest accepted RSA key
 */
public record PemKeys(int minimumRsaBits) {
    /** RFC 8301 §3.2: signers use at least 2048 bits. */
    public static final PemKeys RECOMMENDED = new PemKeys(2048);

    /** RFC 8301 §3.2: keys shorter than 1024 bits must not be used. */
    public static final int SHORTEST_RSA_BITS = 1024;

    /** Requires at least {@link #SHORTEST_RSA_BITS}. */
    public PemKeys {
        if (minimumRsaBits < SHORTEST_RSA_BITS) {
            throw new IllegalArgumentException("RFC 8301 §3.2 forbids RSA keys below " + SHORTEST_RSA_BITS + " bits");
        }
    }

    /**
     * Reads the first private key of a file; it must not be encrypted.
     *
     * @throws KeyFormatException as {@link #read(String, Optional)}
     * @throws IOException if the file cannot be read
     */
    public SigningKey read(Path file) throws KeyFormatException, IOException {
        // PEM is ASCII; anything else in the file is skipped
        return read(Files.readString(file, StandardCharsets.ISO_8859_1), Optional.empty());
    }

    /**
     * Reads the first private key of a text.
     *
     * @param pem the text; anything before the first PEM block is skipped
     * @param password for an encrypted key
     * @throws KeyFormatException if there is no private key, or if it cannot be decrypted, is of another type, or is
     *     too short
     */
    public SigningKey read(String pem, Optional<String> password) throws KeyFormatException {
        PrivateKeyInfo info = privateKeyInfo(pem, password);
        var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return RsaSigningKey.of(info, minimumRsaBits);
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return ed25519(info);
        }
        throw new KeyFormatException("neither an RSA nor an Ed25519 key");
    }

    private static SigningKey ed25519(PrivateKeyInfo info) throws KeyFormatException {
        try {
            return new Ed25519SigningKey((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(info));
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not a usable Ed25519 private key", e);
        }
    }

    private static PrivateKeyInfo privateKeyInfo(String pem, Optional<String> password) throws KeyFormatException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object found = parser.readObject();
            if (found instanceof PEMKeyPair pair) {
                return pair.getPrivateKeyInfo();
            }
            if (found instanceof PrivateKeyInfo info) {
                return info;
            }
            if (found instanceof PEMEncryptedKeyPair encrypted) {
                return encrypted
                        .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(new BouncyCastleProvider())
                                .build(needed(password)))
                        .getPrivateKeyInfo();
            }
            if (found instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(needed(password)));
            }
            throw new KeyFormatException(found == null ? "no PEM private key" : "PEM, but not a private key");
        } catch (PEMException | PKCSException | OperatorCreationException e) {
            throw new KeyFormatException("the key cannot be read or decrypted", e);
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not PEM", e);
        }
    }

    private static char[] needed(Optional<String> password) throws KeyFormatException {
        return password.orElseThrow(
                        () -> new KeyFormatException("the key is encrypted, but there is no password for it"))
                .toCharArray();
    }
}
