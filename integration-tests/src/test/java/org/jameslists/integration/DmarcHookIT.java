package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A James that asks DMARC while the client waits. */
class DmarcHookIT {
    private static final String ALLOWED = "192.0.2.10";
    private static final String ANYWHERE = "203.0.113.99";
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String ZONE =
            """
            example.ne.jp.                 TXT "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.          TXT "v=DMARC1; p=reject; sp=quarantine; np=reject"
            there.example.ne.jp.           A   192.0.2.11
            example.net.                   TXT "v=spf1 -all"
            _dmarc.example.net.            TXT "v=DMARC1; p=none"
            _dmarc.example.com.            TXT "v=DMARC1; p=quarantine"
            _dmarc.ml.example.ac.jp.       TXT "v=DMARC1; p=reject; t=y"
            _dmarc.list.example.ac.jp.     TXT "v=DMARC1; p=reject"
            _dmarc.strict.example.ac.jp.   TXT "v=DMARC1; p=none"
            """;

    private static LoopbackDns dns;
    private static HookedJames james;

    @BeforeAll
    static void start() throws Exception {
        dns = LoopbackDns.start(ZONE).fail("_dmarc.broken.example.ne.jp", DnsFault.SERVFAIL);
        james = HookedJames.start(
                BuildLayout.ofThisBuild(),
                dns,
                """
                <reject>refuse</reject>
                <temperror>try-later</temperror>
                <neverRefuse>list.example.ac.jp</neverRefuse>
                <alwaysRefuse>strict.example.ac.jp</alwaysRefuse>
                <help>https://www.example.ac.jp/dmarc</help>
                """,
                ListScene.Change.NONE);
    }

    @AfterAll
    static void stop() throws IOException {
        james.close();
        dns.close();
    }

    private static byte[] by(String author) {
        return ("From: Author <" + author + ">\r\nSubject: post\r\n\r\nHello.\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static SmtpReply receive(HookedJames receiver, String address, String author) throws IOException {
        return receiver.receive(address, "mail.example.ne.jp", "author@example.ne.jp", by(author));
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "192.0.2.10,   author@example.ne.jp,          250, \"\"",
                "203.0.113.99, author@example.ne.jp,          550, example.ne.jp whose DMARC policy is reject",
                "203.0.113.99, author@EXAMPLE.NE.JP,          550, example.ne.jp whose DMARC policy is reject",
                "203.0.113.99, author@there.example.ne.jp,    250, \"\"",
                "203.0.113.99, author@nowhere.example.ne.jp,  550, nowhere.example.ne.jp whose DMARC policy is reject",
                "203.0.113.99, author@example.net,            250, \"\"",
                "203.0.113.99, author@example.com,            250, \"\"",
                "203.0.113.99, author@example.org,            250, \"\"",
                "203.0.113.99, author@ml.example.ac.jp,       250, \"\"",
                "203.0.113.99, author@list.example.ac.jp,     250, \"\"",
                "203.0.113.99, author@strict.example.ac.jp,   550, strict.example.ac.jp whose DMARC policy is none",
                "203.0.113.99, author@broken.example.ne.jp,   451, broken.example.ne.jp cannot be looked up now"
            })
    @DisplayName("complaint 17: the reply names DMARC, the domain and its policy")
    void repliesByThePolicyAsItApplies(String address, String author, int code, String words) throws IOException {
        SmtpReply reply = receive(james, address, author);

        assertThat(reply.code()).isEqualTo(code);
        if (code == 550) {
            assertThat(reply.text().replace(",", ""))
                    .startsWith("5.7.1 Not authenticated as from " + words)
                    .endsWith("; see https://www.example.ac.jp/dmarc");
        } else {
            assertThat(reply.text()).contains(words);
        }
    }

    @Test
    void refusesWhoWritesTwoFromFields() throws IOException {
        byte[] two = "From: a@example.net\r\nFrom: b@example.org\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);

        SmtpReply reply = james.receive(ANYWHERE, "mail.example.net", "a@example.net", two);

        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.text()).contains("DMARC cannot tell whose message this is");
    }

    @Test
    void doesNotAskAgainBehindTheDoor() throws Exception {
        james.mailbox().take();
        dns.forgetQueries();

        receive(james, ALLOWED, "author@example.ne.jp");
        james.mailbox().awaitMessages(1, LONG);

        assertThat(dns.queries())
                .filteredOn(query -> query.name().equals("_dmarc.example.ne.jp"))
                .hasSizeLessThanOrEqualTo(1);
    }
}
