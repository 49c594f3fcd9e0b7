package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.benchmarks.james.Scene.Author;
import org.jameslists.integration.BuildLayout;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;

/** What all servers share: the DNS on loopback, the keys, and where the build put James. */
final class World implements AutoCloseable {
    /** Records are kept for five minutes, as those of most domains are. */
    private static final String ZONE =
            """
            $TTL 300
            example.ne.jp.               A    192.0.2.10
            example.ne.jp.               MX   10 example.ne.jp.
            example.ne.jp.               TXT  "v=spf1 ip4:192.0.2.10 ip4:127.0.0.1 -all"
            _dmarc.example.ne.jp.        TXT  "v=DMARC1; p=reject; rua=mailto:dmarc@example.ne.jp"
            example.net.                 A    192.0.2.20
            example.net.                 MX   10 example.net.
            example.net.                 TXT  "v=spf1 ip4:192.0.2.20 ip4:127.0.0.1 -all"
            _dmarc.example.net.          TXT  "v=DMARC1; p=none"
            example.ac.jp.               A    198.51.100.1
            _dmarc.example.ac.jp.        TXT  "v=DMARC1; p=none; sp=none"
            ml.example.ac.jp.            A    198.51.100.25
            ml.example.ac.jp.            MX   10 ml.example.ac.jp.
            ml.example.ac.jp.            TXT  "v=spf1 ip4:198.51.100.25 -all"
            _dmarc.ml.example.ac.jp.     TXT  "v=DMARC1; p=quarantine; sp=none"
            example.org.                 A    203.0.113.1
            example.com.                 A    203.0.113.2
            """;

    private static final int LONGEST_CHARACTER_STRING = 255;

    private final BuildLayout layout = BuildLayout.ofThisBuild();
    private final Path folder = Files.createTempDirectory("benchmark-");
    private final LoopbackDns dns = LoopbackDns.start(ZONE);
    private final Map<Author, PublishedKey> authors = new EnumMap<>(Author.class);

    World() throws IOException {
        for (Author author : Author.values()) {
            authors.put(author, publish(PublishedKey.rsa(author.domain(), "mail")));
        }
    }

    /** Puts a key's record into the DNS. */
    PublishedKey publish(PublishedKey key) {
        StringBuilder record = new StringBuilder("$TTL 300\n" + key.name() + ". TXT");
        for (int at = 0; at < key.record().length(); at += LONGEST_CHARACTER_STRING) {
            int end = Math.min(key.record().length(), at + LONGEST_CHARACTER_STRING);
            record.append(" \"").append(key.record(), at, end).append('"');
        }
        dns.remove(key.name());
        dns.add(record.append('\n').toString());
        return key;
    }

    BuildLayout layout() {
        return layout;
    }

    LoopbackDns dns() {
        return dns;
    }

    /** A folder that is deleted with this world. */
    Path folder() {
        return folder;
    }

    PublishedKey key(Author author) {
        return authors.get(author);
    }

    @Override
    public void close() throws IOException {
        dns.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
