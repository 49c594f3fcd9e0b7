package org.jameslists.integration.study;

import java.util.List;
import java.util.stream.Stream;

import org.jameslists.testing.Envelope;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.Verdict;

/** A judge in the place of a member's server, doing what it takes DMARC to ask for. */
enum Receiver {
    RSPAMD("rspamd", Judge.RSPAMD, "a whole receiver, by its action", "受信サーバー全体の action"),
    OPENDMARC("OpenDMARC", Judge.OPENDMARC, "C, with OpenDKIM and pyspf", "C、OpenDKIM と pyspf"),
    MAILAUTH("mailauth", Judge.MAILAUTH, "JavaScript, all its own", "JavaScript、すべて自前"),
    AUTHHEADERS("authheaders", Judge.AUTHHEADERS, "Python, with dkimpy and pyspf", "Python、dkimpy と pyspf"),
    MAIL_DMARC("Mail::DMARC", Judge.MAIL_DMARC, "Perl, with Mail::DKIM and Mail::SPF", "Perl、Mail::DKIM と Mail::SPF");

    private final String title;
    private final Judge judge;
    private final String english;
    private final String japanese;

    Receiver(String title, Judge judge, String english, String japanese) {
        this.title = title;
        this.judge = judge;
        this.english = english;
        this.japanese = japanese;
    }

    String title() {
        return title;
    }

    String english() {
        return english;
    }

    String japanese() {
        return japanese;
    }

    /** What it says of each of several messages that arrive in envelopes alike. */
    List<Opinion> hear(List<byte[]> messages, Envelope envelope, LoopbackDns dns) {
        return judge.hear(messages, dns, envelope).stream()
                .map(Receiver::opinion)
                .toList();
    }

    private static Opinion opinion(Verdict verdict) {
        String dmarc = verdict.dmarc().orElseThrow();
        if (Stream.of("pass", "fail", "none").noneMatch(dmarc::equals)) {
            throw new IllegalStateException("no answer to whether DMARC passes: " + verdict);
        }
        Reply reply =
                switch (verdict.disposition().orElseThrow()) {
                    case "none" -> Reply.ACCEPT;
                    case "quarantine" -> Reply.SPAM;
                    case "reject" -> Reply.REJECT;
                    default -> throw new IllegalStateException(verdict.toString());
                };
        return new Opinion(reply, verdict.version(), "dmarc=" + dmarc + "; " + verdict.detail(), verdict.output());
    }
}
