package org.jameslists.forecast;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.SigningKey;

/**
 * A key in place of those that a configuration names but that do not exist, as if its record were published. It lets an
 * operator try a configuration before the keys are made, or where they must not be read.
 */
final class StandInKeys {
    private static final int BITS = 2048;

    private final SigningKey key = generate();
    private final Map<String, DnsAnswer> published = new ConcurrentHashMap<>();

    private static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            String pkcs8 = Base64.getMimeEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return new PemKeys(BITS)
                    .read("-----BEGIN PRIVATE KEY-----\n" + pkcs8 + "\n-----END PRIVATE KEY-----\n", Optional.empty());
        } catch (GeneralSecurityException | KeyFormatException e) {
            throw new IllegalStateException("every Java makes RSA keys (KeyPairGenerator)", e);
        }
    }

    /** The key for a domain and selector, published from now on. */
    SigningIdentity identity(String domain, String selector) {
        published.put(
                selector + "._domainkey." + domain,
                new DnsAnswer.Records(List.of(key.publicRecord().toString())));
        return new SigningIdentity(domain, selector, key);
    }

    /** A DNS in which the key is published. */
    Dns over(Dns dns) {
        return (name, type) ->
                type == RecordType.TXT && published.containsKey(name) ? published.get(name) : dns.query(name, type);
    }
}
