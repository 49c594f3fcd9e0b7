package org.jameslists.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
        return sign(List.of(message), key, canonicalization).get(0);
    }

    /**
     * Each of several messages, as {@link #sign(byte[], PublishedKey, String)}: most of the time of a call goes into
     * starting the signer, which is done once for all.
     */
    public List<byte[]> sign(List<byte[]> messages, PublishedKey key, String canonicalization) {
        return run(
                "-sign",
                messages,
                key,
                List.of("--algorithm", key.algorithm(), "--canonicalization", canonicalization));
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
        return seal(List.of(message), key, authservId, dns).get(0);
    }

    /** Each of several messages, as {@link #seal(byte[], PublishedKey, String, LoopbackDns)}, with one start. */
    public List<byte[]> seal(List<byte[]> messages, PublishedKey key, String authservId, LoopbackDns dns) {
        return run("-seal", messages, key, List.of("--authserv-id", authservId, "--dns", dns.hostAndPort()));
    }

    private List<byte[]> run(String task, List<byte[]> messages, PublishedKey key, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of("--key", KEY, "--domain", key.domain(), "--selector", key.selector()));
        arguments.addAll(options);
        Map<String, byte[]> files = new HashMap<>();
        files.put(KEY, key.pem().getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < messages.size(); i++) {
            String file = i + ".eml";
            files.put(file, messages.get(i));
            arguments.add(file);
        }
        return split(JudgeScript.named(script + task).run(arguments, files), messages);
    }

    /** Cuts what a script printed into messages: each ends with the message that was given, whole. */
    private static List<byte[]> split(byte[] output, List<byte[]> messages) {
        List<byte[]> results = new ArrayList<>();
        int start = 0;
        for (byte[] message : messages) {
            int end = indexOf(output, message, start) + message.length;
            results.add(Arrays.copyOfRange(output, start, end));
            start = end;
        }
        if (start != output.length) {
            throw new IllegalStateException("the signer printed more than the messages");
        }
        return results;
    }

    private static int indexOf(byte[] output, byte[] message, int start) {
        for (int i = start; i + message.length <= output.length; i++) {
            if (Arrays.equals(output, i, i + message.length, message, 0, message.length)) {
                return i;
            }
        }
        throw new IllegalStateException("the signer changed the message");
    }
}
