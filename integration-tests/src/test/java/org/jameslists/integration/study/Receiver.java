package org.jameslists.integration.study;

import java.util.List;
import java.util.Map;

import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;

/** Who stands in the place of a member's server. */
enum Receiver {
    RSPAMD("rspamd", new JudgeReception(Judge.RSPAMD), "a whole receiver, by its action", "受信サーバー全体の action"),
    OPENDMARC("OpenDMARC", new JudgeReception(Judge.OPENDMARC), "C, with OpenDKIM and pyspf", "C、OpenDKIM と pyspf"),
    MAILAUTH("mailauth", new JudgeReception(Judge.MAILAUTH), "JavaScript, all its own", "JavaScript、すべて自前"),
    AUTHHEADERS(
            "authheaders",
            new JudgeReception(Judge.AUTHHEADERS),
            "Python, with dkimpy and pyspf",
            "Python、dkimpy と pyspf"),
    MAIL_DMARC(
            "Mail::DMARC",
            new JudgeReception(Judge.MAIL_DMARC),
            "Perl, with Mail::DKIM and Mail::SPF",
            "Perl、Mail::DKIM と Mail::SPF"),
    JAMES("James", new HookReception(), "with this project's DmarcHook", "この計画の DmarcHook");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // records of immutable ones
    private final Reception reception;

    private final String english;
    private final String japanese;

    Receiver(String title, Reception reception, String english, String japanese) {
        this.title = title;
        this.reception = reception;
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

    /** What it says of each of several messages. */
    Map<Arriving, Opinion> hear(List<Arriving> messages, LoopbackDns dns) throws Exception {
        return reception.hear(messages, dns);
    }
}
