package org.jameslists.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.SigningKey;

/** One key, and what is signed and published with it. */
public final class Signers {
    private static final AuthenticationResults RESULTS =
            AuthenticationResults.of("ml.example.ac.jp", MethodResult.of("dkim", "pass"));

    final SigningKey key;
    final SigningIdentity list;
    final Dns dns;
    final DkimSigner dkim = new DkimSigner(InstantSource.system());
    private final ArcSealer arc = new ArcSealer(InstantSource.system());

    /** With a new RSA key of 2048 bits. */
    Signers() {
        this(newKey("RSA"));
    }

    /**
     * With a key that there is.
     *
     * @param pem the private key, PKCS#8
     */
    public Signers(String pem) {
        try {
            this.key = PemKeys.RECOMMENDED.read(pem, Optional.empty());
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
        this.list = new SigningIdentity("ml.example.ac.jp", "s1", key);
        DnsAnswer answer = new DnsAnswer.Records(List.of(key.publicRecord().toString()));
        this.dns = (name, type) -> answer;
    }

    /**
     * Makes a key.
     *
     * @param algorithm {@code RSA}, of 2048 bits, or {@code Ed25519}
     * @return the private key, PKCS#8 in PEM
     */
    public static String newKey(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            }
            StringWriter pem = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
                writer.writeObject(
                        new JcaPKCS8Generator(generator.generateKeyPair().getPrivate(), null));
            }
            return pem.toString();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key. */
    public SigningKey key() {
        return key;
    }

    /** A DNS that answers each question with the key's record. */
    public Dns dns() {
        return dns;
    }

    /** The message with a DKIM signature. */
    public Message sign(Message message) throws IOException {
        return message.withHeader(message.header()
                .prepend(dkim.sign(message, List.of(new DkimSigner.Order(list))).toArray(HeaderField[]::new)));
    }

    /** The message with another ARC set; the chain is taken as valid. */
    public Message seal(Message message) throws IOException {
        boolean first = message.header().first("ARC-Seal").isEmpty();
        ArcSealing.Sealed sealed = (ArcSealing.Sealed)
                arc.seal(message, first ? ChainValidation.NONE : ChainValidation.PASS, RESULTS, list);
        return message.withHeader(message.header().prepend(sealed.fields().toArray(HeaderField[]::new)));
    }
}
