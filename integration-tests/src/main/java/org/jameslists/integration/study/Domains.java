package org.jameslists.integration.study;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;

/** The DNS that authors, lists and members live in, and the keys of all who sign. */
public final class Domains implements AutoCloseable {
    private static final String ZONE =
            """
            example.ne.jp.                A    192.0.2.10
            example.ne.jp.                TXT  "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.         TXT  "v=DMARC1; p=reject"
            example.org.                  A    192.0.2.11
            example.org.                  TXT  "v=spf1 ip4:192.0.2.11 -all"
            _dmarc.example.org.           TXT  "v=DMARC1; p=quarantine"
            example.net.                  A    192.0.2.12
            example.net.                  TXT  "v=spf1 ip4:192.0.2.12 -all"
            _dmarc.example.net.           TXT  "v=DMARC1; p=none"
            example.ac.jp.                A    198.51.100.1
            _dmarc.example.ac.jp.         TXT  "v=DMARC1; p=none; sp=none"
            ml.example.ac.jp.             A    198.51.100.25
            ml.example.ac.jp.             TXT  "v=spf1 ip4:198.51.100.25 -all"
            _dmarc.ml.example.ac.jp.      TXT  "v=DMARC1; p=quarantine; sp=none"
            lists.example.net.            A    198.51.100.26
            lists.example.net.            TXT  "v=spf1 ip4:198.51.100.26 -all"
            _dmarc.lists.example.net.     TXT  "v=DMARC1; p=reject"
            example.com.                  A    203.0.113.2
            example.com.                  TXT  "v=spf1 ip4:203.0.113.2 -all"
            """;

    private final LoopbackDns dns = LoopbackDns.start(ZONE);
    private final Map<Author, SigningIdentity> authors = new EnumMap<>(Author.class);
    private final SigningIdentity border =
            identity(PublishedKey.rsa("example.ac.jp", "border").publish(dns));
    private final SigningIdentity unpublished = identity(PublishedKey.rsa("example.com", "gone"));
    private final List<PublishedKey> lists = Stream.of(Hop.values())
            .map(Hop::domain)
            .distinct()
            .map(domain -> PublishedKey.rsa(domain, "list").publish(dns))
            .toList();

    /** Starts the DNS and makes the keys. */
    public Domains() {
        for (Author author : Author.values()) {
            authors.put(
                    author, identity(PublishedKey.rsa(author.domain(), "mail").publish(dns)));
        }
    }

    /** The DNS. */
    public LoopbackDns dns() {
        return dns;
    }

    SigningIdentity of(Author author) {
        return authors.get(author);
    }

    /** A server before the list's that seals what comes in. */
    SigningIdentity border() {
        return border;
    }

    /** A sealer whose key is not in the DNS. */
    SigningIdentity unpublished() {
        return unpublished;
    }

    /** The keys that the lists sign with. */
    List<PublishedKey> lists() {
        return lists;
    }

    private static SigningIdentity identity(PublishedKey key) {
        try {
            return new SigningIdentity(
                    key.domain(), key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty()));
        } catch (KeyFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        dns.close();
    }
}
