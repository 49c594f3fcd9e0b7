package org.jameslists.james.health;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.DomainName;
import org.jameslists.signature.KeyRecord;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;

/** Compares private keys with what the DNS publishes. */
final class KeyHealth {
    /** RFC 8301 §3.2: signers should use RSA keys of at least 2048 bits. */
    private static final int STRONG_RSA_BITS = 2048;

    private final SigningKeys keys;

    KeyHealth(SigningKeys keys) {
        this.keys = keys;
    }

    KeyState of(DomainName domain, String selector, Dns dns) {
        String name = selector + "._domainkey." + domain.ascii();
        SigningIdentity identity;
        try {
            identity = keys.identity(domain.ascii(), selector);
        } catch (MessagingException e) {
            HealthFinding missing = new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    name,
                    "There is no usable private key: " + e.getMessage() + ".",
                    "Create one with 'listauth keygen --domain " + domain.ascii() + " --selector " + selector
                            + " --out FILE'.");
            return new KeyState(domain, selector, List.of(missing), Optional.empty());
        }
        String record = identity.key().publicRecord().toString();
        return new KeyState(domain, selector, findings(name, identity, dns, record), Optional.of(record));
    }

    private static List<HealthFinding> findings(String name, SigningIdentity identity, Dns dns, String record) {
        SignatureResult result = Signatures.tryOut(dns, identity);
        String publish = "Publish this TXT record at " + name + ": " + record;
        return switch (result.status()) {
            case TEMPERROR -> List.of(
                    HealthFinding.unknown(name, "Cannot check whether the key is published: " + result.reason() + "."));
            case PERMERROR -> List.of(new HealthFinding(
                    HealthLevel.UNHEALTHY, name, "The key is not published: " + result.reason() + ".", publish));
            case FAIL -> List.of(new HealthFinding(
                    HealthLevel.UNHEALTHY, name, "The DNS publishes another key than ours.", publish));
            case PASS -> published(name, identity, dns);
        };
    }

    private static List<HealthFinding> published(String name, SigningIdentity identity, Dns dns) {
        List<HealthFinding> findings = new ArrayList<>();
        if (isTesting(name, dns)) {
            // RFC 6376 §3.6.1: verifiers treat such messages like unsigned ones.
            findings.add(new HealthFinding(
                    HealthLevel.DEGRADED,
                    name,
                    "The record has t=y, which means that the domain only tests DKIM, so receivers may ignore its signatures.",
                    "Remove t=y from the record."));
        }
        Optional<Integer> bits = rsaBits(identity.key().publicRecord());
        if (bits.isPresent() && bits.get() < STRONG_RSA_BITS) {
            findings.add(new HealthFinding(
                    HealthLevel.DEGRADED,
                    name,
                    "The RSA key has " + bits.get() + " bits; receivers want " + STRONG_RSA_BITS + " (RFC 8301 §3.2).",
                    "Make a longer one under a new selector with 'listauth keygen'."));
        }
        return findings.isEmpty()
                ? List.of(HealthFinding.healthy(
                        name,
                        "The DNS publishes our key ("
                                + identity.key().algorithm().word()
                                + bits.map(n -> ", " + n + " bits").orElse("")
                                + ")."))
                : findings;
    }

    private static boolean isTesting(String name, Dns dns) {
        if (!(dns.query(name, RecordType.TXT) instanceof DnsAnswer.Records texts)) {
            return false;
        }
        return texts.values().stream().anyMatch(text -> {
            try {
                return KeyRecord.parse(text).testing();
            } catch (SignatureFormatException e) {
                return false;
            }
        });
    }

    private static Optional<Integer> rsaBits(KeyRecord record) {
        if (!record.keyType().equals(SignatureAlgorithm.RSA_SHA256.keyType())) {
            return Optional.empty();
        }
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(record.publicKey())));
            return key instanceof RSAPublicKey rsa
                    ? Optional.of(rsa.getModulus().bitLength())
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that signs has a public half that can be read", e);
        }
    }
}
