package org.jameslists.fuzz;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.SigningKey;

/** One key that never changes, so that kept inputs keep their signatures: the example of RFC 8463 appendix A. */
final class Keys {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    static final SigningIdentity LIST = new SigningIdentity("ml.example.ac.jp", "ed", key());

    /** The key stands at every name. */
    static final Dns DNS = (name, type) ->
            new DnsAnswer.Records(List.of(LIST.key().publicRecord().toString()));

    private Keys() {}

    private static SigningKey key() {
        String pem =
                """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
                -----END PRIVATE KEY-----
                """;
        try {
            return PemKeys.RECOMMENDED.read(pem, Optional.empty());
        } catch (KeyFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
