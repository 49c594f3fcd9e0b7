package org.jameslists.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An independent verifier, run as a process of its own. The folder {@code judges} holds them, and its README what each is
 * and in what it differs from the others.
 *
 * <p>One that is not installed aborts the test with the reason, and fails it in CI ({@link JudgeMissingException}).
 */
public enum Judge {
    /** dkimpy (Python). */
    DKIMPY("dkimpy", Matter.DKIM, Matter.ARC),
    /** Mail::DKIM (Perl); it knows no Ed25519. */
    MAIL_DKIM("maildkim", Matter.DKIM, Matter.ARC),
    /** libopendkim (C). */
    OPENDKIM("opendkim", Matter.DKIM),
    /** mailauth (JavaScript). */
    MAILAUTH("mailauth", Matter.DKIM, Matter.ARC, Matter.SPF, Matter.DMARC),
    /** authheaders (Python), on the word of dkimpy and pyspf. */
    AUTHHEADERS("authheaders", Matter.DKIM, Matter.ARC, Matter.SPF, Matter.DMARC),
    /** Mail::DMARC (Perl), on the word of Mail::DKIM and Mail::SPF; the author's domain needs an MX, NS or A record. */
    MAIL_DMARC("mail-dmarc", Matter.DKIM, Matter.SPF, Matter.DMARC),
    /** libopendmarc (C), on the word of libopendkim and pyspf. */
    OPENDMARC("opendmarc", Matter.DKIM, Matter.SPF, Matter.DMARC),
    /** rspamd, a whole receiver (C and Lua). */
    RSPAMD("rspamd", Matter.DKIM, Matter.ARC, Matter.SPF, Matter.DMARC);

    /** What a judge may speak about. */
    public enum Matter {
        DKIM,
        ARC,
        SPF,
        DMARC
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final String script;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes an immutable one
    private final Set<Matter> matters;

    Judge(String script, Matter... matters) {
        this.script = script;
        this.matters = Set.of(matters);
    }

    /** Those who judge this matter. */
    public static Stream<Judge> of(Matter matter) {
        return Stream.of(values()).filter(judge -> judge.matters.contains(matter));
    }

    /** What it says of a message when asked for nothing but what is in it: SPF is left out. */
    public Verdict hear(byte[] message, LoopbackDns dns) {
        return hear(List.of(message), dns).get(0);
    }

    /** What it says of a message that arrived in this envelope. */
    public Verdict hear(byte[] message, LoopbackDns dns, Envelope envelope) {
        return hear(List.of(message), dns, envelope).get(0);
    }

    /** What it says of each of several messages that arrived in envelopes alike. */
    public List<Verdict> hear(List<byte[]> messages, LoopbackDns dns, Envelope envelope) {
        return hear(
                messages,
                List.of(
                        "--dns", dns.hostAndPort(),
                        "--ip", envelope.ip(),
                        "--helo", envelope.helo(),
                        "--mail-from", envelope.mailFrom()));
    }

    /**
     * What it says of each of several messages, as {@link #hear(byte[], LoopbackDns)}: most of the time of a call goes
     * into starting the judge, which is done once for all.
     */
    public List<Verdict> hear(List<byte[]> messages, LoopbackDns dns) {
        return hear(messages, List.of("--dns", dns.hostAndPort()));
    }

    private List<Verdict> hear(List<byte[]> messages, List<String> options) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (byte[] message : messages) {
            files.put(files.size() + ".eml", message);
        }
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(files.keySet());
        List<Verdict> verdicts = parse(JudgeScript.named(script).run(arguments, files));
        if (verdicts.size() != messages.size()) {
            throw new IllegalStateException(
                    script + " gave " + verdicts.size() + " verdicts on " + messages.size() + " messages");
        }
        return verdicts;
    }

    private static List<Verdict> parse(byte[] lines) {
        try (MappingIterator<JsonNode> json = JSON.readerFor(JsonNode.class).readValues(lines)) {
            return json.readAll().stream().map(Verdict::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
