package org.jameslists.signature;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;

/** Keys for tests, made anew in each run, and the DNS that publishes them. */
public final class TestSigners {
    private static final Map<Integer, String> RSA = new ConcurrentHashMap<>();
    private static final Ed25519PrivateKeyParameters ED25519 = new Ed25519PrivateKeyParameters(new SecureRandom());

    private TestSigners() {}

    /** A PKCS#8 PEM of an RSA key; the same one each time. */
    public static String rsaPem(int bits) {
        return RSA.computeIfAbsent(bits, TestSigners::generate);
    }

    /** A PKCS#8 PEM of an Ed25519 key. */
    public static String ed25519Pem() {
        try {
            return pem(PrivateKeyInfoFactory.createPrivateKeyInfo(ED25519));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return pem(new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(
                    generator.generateKeyPair().getPrivate(), null));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    public static SigningIdentity rsa(String domain) {
        return new SigningIdentity(domain, "rsa", key(rsaPem(2048)));
    }

    public static SigningIdentity ed25519(String domain) {
        return new SigningIdentity(domain, "ed", key(ed25519Pem()));
    }

    public static SigningKey key(String pem) {
        try {
            return new PemKeys(1024).read(pem, Optional.empty());
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The key record of an RSA key that is too short to be used. */
    public static String shortRsaRecord() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(512);
            return KeyRecord.of(
                            SignatureAlgorithm.RSA_SHA256,
                            generator.generateKeyPair().getPublic().getEncoded())
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A DNS that publishes both kinds of key for any domain, and nothing else. */
    public static Dns dns() {
        String rsa = key(rsaPem(2048)).publicRecord().toString();
        String ed25519 = key(ed25519Pem()).publicRecord().toString();
        return (name, type) -> {
            if (name.startsWith("rsa._domainkey.")) {
                return new DnsAnswer.Records(List.of(rsa));
            }
            if (name.startsWith("ed._domainkey.")) {
                return new DnsAnswer.Records(List.of(ed25519));
            }
            return new DnsAnswer.NoSuchName();
        };
    }

    /** A DNS that gives one name these TXT records. */
    public static Dns dns(String name, String... records) {
        return (asked, type) ->
                asked.equals(name) ? new DnsAnswer.Records(List.of(records)) : new DnsAnswer.NoSuchName();
    }
}
