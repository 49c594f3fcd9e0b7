package org.jameslists.benchmarks.james;

import java.util.List;
import java.util.regex.Pattern;

/** What a server does with a post, as far as the methods tell that are on the stack while it does it. */
public enum Step {
    /** James itself: SMTP in and out, queues, its own mailets. */
    JAMES("James"),
    /** Questions to the DNS and their answers. */
    DNS("DNS"),
    /** Reading the message from James and writing it back, its header and its MIME parts. */
    PARSE("read, parse, write"),
    /** SPF, DMARC, DKIM and ARC rules, and the decision what the author's name is worth. */
    DECISION("decision"),
    /** Subject, footer, From and the list's fields; members. */
    EDITS("edits, members"),
    /** Canonicalized bodies, hashed. */
    HASH("body hash"),
    /** Signatures made and verified, but for the self-check's. */
    RSA("RSA"),
    /** Freeze: the mail's own signatures verified on the bytes that leave. */
    SELF_CHECK("self-check"),
    /** What else the pack does. */
    OTHER("other of the pack"),
    /** What no sample shows, since it is no Java: system calls, the garbage collector. */
    UNSEEN("system, collector");

    private static final Pattern PACK = Pattern.compile("org\\.jameslists\\..*");

    /** The first that some frame matches is it; whatever calls the pack's mailets is James. */
    private static final List<Rule> RULES = List.of(
            new Rule(SELF_CHECK, "org\\.jameslists\\.mailets\\.Freeze\\..*"),
            new Rule(
                    RSA,
                    "sun\\.security\\.rsa\\..*|org\\.jameslists\\.signature\\.(Rsa|Ed25519)\\w*\\..*"
                            + "|java\\.security\\.Signature\\W.*"),
            new Rule(
                    HASH,
                    "java\\.security\\.MessageDigest\\W.*|sun\\.security\\.provider\\..*"
                            + "|org\\.jameslists\\.signature\\.\\w*(Body|Hash)\\w*\\W.*"),
            new Rule(DNS, "org\\.xbill\\.DNS\\..*|org\\.jameslists\\.dns\\..*"),
            new Rule(
                    PARSE,
                    "org\\.jameslists\\.james\\.mail\\..*|org\\.jameslists\\.mail\\.mime\\..*"
                            + "|org\\.jameslists\\.mail\\.(Header|Message)\\w*\\.(read|parse|scan|write|copyTo)\\w*"),
            new Rule(
                    EDITS,
                    "org\\.jameslists\\.(list|james\\.lists)\\..*"
                            + "|org\\.jameslists\\.mailets\\.(SubjectPrefix|List\\w+|MungeFrom|Wrap\\w*|ExpandMembers|ToList|Verp)\\W.*"),
            new Rule(
                    DECISION,
                    "org\\.jameslists\\.(spf|dmarc|dkim|arc|results|authentication|signature)\\..*"
                            + "|org\\.jameslists\\.(hooks|james\\.reception)\\..*|org\\.apache\\.james\\.jspf\\..*"));

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** As the chart names it. */
    public String words() {
        return words;
    }

    private record Rule(Step step, Pattern frame) {
        Rule(Step step, String frame) {
            this(step, Pattern.compile(frame));
        }
    }

    /**
     * The step that a thread is at.
     *
     * @param frames the methods on its stack, each as {@code package.Class.method}
     */
    static Step of(List<String> frames) {
        boolean ours = frames.stream().anyMatch(frame -> PACK.matcher(frame).matches());
        if (!ours) {
            // an answer is read in a thread of dnsjava's
            return frames.stream().anyMatch(frame -> frame.startsWith("org.xbill.DNS.")) ? DNS : JAMES;
        }
        for (Rule rule : RULES) {
            if (frames.stream().anyMatch(frame -> rule.frame().matcher(frame).matches())) {
                return rule.step();
            }
        }
        return OTHER;
    }
}
