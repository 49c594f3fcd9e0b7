package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code DmarcHook} is configured, and what it does if nothing is said. */
class DmarcHookConfigurationIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final LoopbackDns dns = LoopbackDns.start(
                    """
                    _dmarc.example.ne.jp.   TXT "v=DMARC1; p=reject"
                    _dmarc.example.net.     TXT "v=DMARC1; p=none"
                    """)
            .fail("_dmarc.broken.example.ne.jp", DnsFault.SERVFAIL);

    @AfterAll
    static void stop() {
        dns.close();
    }

    private static SmtpReply receive(HookedJames receiver, String author) throws IOException {
        byte[] message = ("From: Author <" + author + ">\r\nSubject: post\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return receiver.receive("203.0.113.99", "mail.example.net", "bounces@example.net", message);
    }

    @Test
    void treatsRejectAsQuarantineUnlessToldElseAndTellsTheMailets() throws Exception {
        try (HookedJames mild = HookedJames.start(
                BuildLayout.ofThisBuild(),
                dns,
                "",
                folder -> folder.insertBehind(
                        "mailetcontainer.xml",
                        "<processor state=\"root\" enableJmx=\"false\">",
                        """
                <mailet match="HasMailAttributeWithValue=org.jameslists.dmarc-disposition, quarantine" class="ToRepository">
                  <repositoryPath>memory://var/mail/suspicious/</repositoryPath>
                </mailet>
                """))) {
            assertThat(receive(mild, "author@example.ne.jp").code()).isEqualTo(250);
            assertThat(receive(mild, "author@example.net").code()).isEqualTo(250);

            assertThat(mild.mailbox().awaitMessages(1, LONG)).singleElement().satisfies(message -> assertThat(
                            new String(message, StandardCharsets.US_ASCII))
                    .contains("author@example.net"));
            assertThat(mild.james().webAdmin().storedMails("var/mail/suspicious"))
                    .hasSize(1);
            assertThat(receive(mild, "author@broken.example.ne.jp").code()).isEqualTo(250);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<reject>bounce</reject>",
                "<quarantine>maybe</quarantine>",
                "<status>5.1.1</status>",
                "<help>dmarc.html</help>",
                "<neverRefuse>example..net</neverRefuse>",
                "<rejects>refuse</rejects>"
            })
    void stopsJamesAndNamesTheWrongParameter(String parameter) {
        String name = parameter.substring(1, parameter.indexOf('>'));

        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> HookedJames.start(BuildLayout.ofThisBuild(), dns, parameter, ListScene.Change.NONE))
                .satisfies(failure -> assertThat(failure.output()).contains("DmarcHook", "\"" + name + "\""));
    }
}
