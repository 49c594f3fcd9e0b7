package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldSignaturesTest extends MailetTest {
    private static final String SIGNED = lines(
            """
            DKIM-Signature: v=1;
            \td=example.ne.jp
            From: a@example.ne.jp
            dkim-signature : v=1
            Authentication-Results: example.ne.jp; none

            Hello
            """);

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    private String after(Map<String, String> parameters, boolean mitigated) throws Exception {
        MailImpl mail = post(SIGNED);
        if (mitigated) {
            ListAttributes.set(mail, ListAttributes.MITIGATION, "munge-from");
        }
        mailet(OldSignatures.class, parameters).service(mail);
        return TestMail.octets(mail);
    }

    @Test
    void shouldRenameThemAndKeepTheirOctets() throws Exception {
        assertThat(after(Map.of(), false))
                .isEqualTo(
                        lines(
                                """
                X-Original-DKIM-Signature: v=1;
                \td=example.ne.jp
                From: a@example.ne.jp
                X-Original-dkim-signature: v=1
                Authentication-Results: example.ne.jp; none

                Hello
                """));
    }

    @Test
    void shouldRemoveTheFieldsThatAreNamed() throws Exception {
        assertThat(after(Map.of("action", "remove", "fields", "DKIM-Signature, Authentication-Results"), false))
                .isEqualTo("From: a@example.ne.jp\r\n\r\nHello\r\n");
    }

    @Test
    @DisplayName("dkim 9: old signatures are kept, renamed or removed, as is chosen")
    void shouldTouchOnlyMitigatedMailIfSoAsked() throws Exception {
        assertThat(after(Map.of("when", "mitigated"), false)).isEqualTo(SIGNED);
        assertThat(after(Map.of("when", "mitigated"), true)).startsWith("X-Original-DKIM-Signature");
        assertThat(james.count("OldSignatures.kept")).isEqualTo(1);
        assertThat(james.count("OldSignatures.renamed")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"action, keep", "when, never", "fields, 'DKIM:Signature'"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(OldSignatures.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("OldSignatures: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
