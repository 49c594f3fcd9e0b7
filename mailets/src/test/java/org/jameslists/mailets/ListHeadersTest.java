package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.ListAttributes;
import org.jameslists.james.TestMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListHeadersTest extends MailetTest {
    private static final String BODY = "\r\n\r\nHello\r\n";

    private String added(Map<String, String> parameters) throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        mailet(ListHeaders.class, parameters).service(mail);
        return TestMail.octets(mail);
    }

    @Test
    void shouldAddWhatEveryListHas() throws Exception {
        assertThat(added(Map.of()))
                .isEqualTo(
                        """
                        Subject: test
                        List-Id: <example.ml.example.ac.jp>
                        List-Post: <mailto:example@ml.example.ac.jp>
                        Precedence: list

                        Hello
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void shouldAddWhatTheOperatorNames() throws Exception {
        assertThat(added(Map.of(
                        "unsubscribe", "https://ml.example.ac.jp/{list}/leave, mailto:{list}-leave@{domain}",
                        "oneClick", "true",
                        "help", "https://ml.example.ac.jp/help",
                        "subscribe", "mailto:{list}-join@{domain}",
                        "owner", "mailto:{list}-owner@{domain}",
                        "archive", "https://ml.example.ac.jp/{list}/",
                        "sender", "{list}-bounces@{domain}",
                        "precedence", "none")))
                .isEqualTo(
                        """
                        Subject: test
                        List-Id: <example.ml.example.ac.jp>
                        List-Post: <mailto:example@ml.example.ac.jp>
                        List-Help: <https://ml.example.ac.jp/help>
                        List-Subscribe: <mailto:example-join@ml.example.ac.jp>
                        List-Unsubscribe: <https://ml.example.ac.jp/example/leave>,
                         <mailto:example-leave@ml.example.ac.jp>
                        List-Owner: <mailto:example-owner@ml.example.ac.jp>
                        List-Archive: <https://ml.example.ac.jp/example/>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click
                        Sender: example-bounces@ml.example.ac.jp

                        Hello
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void shouldReplaceWhatAnotherListAdded() throws Exception {
        MailImpl mail = post("List-Id: <other.example.org>\r\nlist-unsubscribe: <https://example.org/>\r\n"
                + "Precedence: bulk\r\nSubject: test" + BODY);

        mailet(ListHeaders.class, Map.of("post", "NO")).service(mail);

        assertThat(TestMail.octets(mail))
                .isEqualTo("Subject: test\r\nList-Id: <example.ml.example.ac.jp>\r\nList-Post: NO\r\n"
                        + "Precedence: list" + BODY);
    }

    @Test
    void shouldEscapeALocalPartInAUri() throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        ListAttributes.set(mail, ListAttributes.LIST, "a&b%c@ml.example.ac.jp");

        mailet(ListHeaders.class, Map.of()).service(mail);

        assertThat(TestMail.octets(mail)).contains("<mailto:a%26b%25c@ml.example.ac.jp>");
    }

    @ParameterizedTest
    @CsvSource({
        "help, ask somebody",
        "help, javascript:alert(1)",
        "archive, /archive",
        "oneClick, true",
        "sender, owner",
        "precedence, urgent"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(ListHeaders.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListHeaders: parameter \"" + parameter + "\": \"");
    }
}
