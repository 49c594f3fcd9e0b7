package org.jameslists.interoperation;

import java.util.List;
import java.util.stream.Stream;

import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PeerSigner;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;

/** Who takes part. Names of constants are those of {@link Judge} and {@link PeerSigner}. */
enum Party {
    WE("we", "ml.example.ac.jp", true, true),
    DKIMPY("dkimpy", "example.org", true, true),
    MAIL_DKIM("Mail::DKIM", "example.com", false, true),
    OPENDKIM("OpenDKIM", "example.ne.jp", true, false),
    MAILAUTH("mailauth", "example.net", true, true),
    /** It signs and seals as well, but not without a server of its own. */
    RSPAMD("rspamd", "", true, true),
    /** The library behind James 3.8.1's own DKIMVerify. */
    JDKIM("jDKIM", "", false, false);

    private final String title;
    private final String domain;
    private final boolean ed25519;
    private final boolean arc;

    Party(String title, String domain, boolean ed25519, boolean arc) {
        this.title = title;
        this.domain = domain;
        this.ed25519 = ed25519;
        this.arc = arc;
    }

    /** The others. */
    static Stream<Party> peers() {
        return Stream.of(values()).filter(party -> party != WE);
    }

    /** The others that sign. */
    static Stream<Party> signers() {
        return peers().filter(party -> !party.domain.isEmpty());
    }

    /** The others that seal. */
    static Stream<Party> sealers() {
        return signers().filter(party -> party.arc);
    }

    String title() {
        return title;
    }

    /** The domain for which it signs, empty if it does not. */
    String domain() {
        return domain;
    }

    boolean knowsEd25519() {
        return ed25519;
    }

    boolean validatesChains() {
        return arc;
    }

    /** What it says of each message. */
    List<Verdict> hear(List<byte[]> messages, LoopbackDns dns) {
        return switch (this) {
            case WE -> new OurEngine(dns).hear(messages);
            case JDKIM -> new JdkimVerifier(dns).hear(messages);
            default -> Judge.valueOf(name()).hear(messages, dns);
        };
    }

    /** Each message with a signature for each key on top of it; the others sign with one key only. */
    List<byte[]> sign(List<byte[]> messages, List<PublishedKey> keys, String canonicalization, LoopbackDns dns) {
        return this == WE
                ? new OurEngine(dns).sign(messages, keys, canonicalization)
                : PeerSigner.valueOf(name()).sign(messages, keys.get(0), canonicalization);
    }
}
