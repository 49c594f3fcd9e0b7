package org.jameslists.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Another implementation that signs and seals, run as a process of its own: one of those in the folder {@code judges}. A
 * missing one is treated as a missing {@link Judge} is.
 */
public enum PeerSigner {
    /** dkimpy (Python). */
    DKIMPY("dkimpy", true),
    /** Mail::DKIM (Perl); RSA only. */
    MAIL_DKIM("maildkim", true),
    /** libopendkim (C); its Ed25519 signatures verify with relaxed header canonicalization only. */
    OPENDKIM("opendkim", false),
    /** mailauth (JavaScript). */
    MAILAUTH("mailauth", true);

    private static final String MESSAGE = "message.eml";
    private static final String KEY = "key.pem";

    private final String script;
    private final boolean seals;

    PeerSigner(String script, boolean seals) {
        this.script = script;
        this.seals = seals;
    }

    /** Those that seal. */
    public static Stream<PeerSigner> sealers() {
        return Stream.of(values()).filter(signer -> signer.seals);
    }

    /**
     * The message with a DKIM-Signature on top of it.
     *
     * @param message with CRLF line ends
     * @param canonicalization for header and body, such as {@code relaxed/simple}
     */
    public byte[] sign(byte[] message, PublishedKey key, String canonicalization) {
        return JudgeScript.named(script + "-sign")
                .run(
                        List.of(
                                "--key",
                                KEY,
                                "--domain",
                                key.domain(),
                                "--selector",
                                key.selector(),
                                "--algorithm",
                                key.algorithm(),
                                "--canonicalization",
                                canonicalization,
                                MESSAGE),
                        files(message, key));
    }

    /**
     * The message with an ARC set on top of it, which seals the results of its Authentication-Results field.
     *
     * @param message with CRLF line ends, and on top of it one Authentication-Results field that bears the id, with an
     *     {@code arc=} result
     * @param key an RSA key
     * @param dns where the keys of the chain so far are
     */
    public byte[] seal(byte[] message, PublishedKey key, String authservId, LoopbackDns dns) {
        return JudgeScript.named(script + "-seal")
                .run(
                        List.of(
                                "--key",
                                KEY,
                                "--domain",
                                key.domain(),
                                "--selector",
                                key.selector(),
                                "--authserv-id",
                                authservId,
                                "--dns",
                                dns.hostAndPort(),
                                MESSAGE),
                        files(message, key));
    }

    private static Map<String, byte[]> files(byte[] message, PublishedKey key) {
        return Map.of(MESSAGE, message, KEY, key.pem().getBytes(StandardCharsets.US_ASCII));
    }
}
