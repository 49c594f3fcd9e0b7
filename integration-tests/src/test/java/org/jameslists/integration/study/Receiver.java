package org.jameslists.integration.study;

import java.util.List;
import java.util.stream.Stream;

import org.jameslists.testing.Envelope;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.Verdict;

/** A judge in the place of a member's server, doing what it takes DMARC to ask for. */
enum Receiver {
    RSPAMD("rspamd", Judge.RSPAMD, "a whole receiver: its action counts", "受信サーバー全体。判定は action"),
    OPENDMARC(
            "OpenDMARC", Judge.OPENDMARC, "with OpenDKIM and pyspf, as behind Postfix", "Postfix のうしろの OpenDKIM と組んで"),
    MAILAUTH("mailauth", Judge.MAILAUTH, "JavaScript, all of its own", "JavaScript、すべて自前"),
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
        return new Opinion(reply, "dmarc=" + dmarc + "; " + verdict.detail(), verdict.output());
    }
}
