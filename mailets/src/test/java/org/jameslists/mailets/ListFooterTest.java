package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFooterTest extends MailetTest {
    private static final String SIGNED =
            "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n";

    @Test
    void shouldPutTheLinesUnderThePost() throws Exception {
        MailImpl mail = post("Subject: x\r\n\r\nHello\r\n");

        mailet(ListFooter.class, Map.of("text", "\n   --\n   {list}: {list-address}\n   https://{domain}/\n  "))
                .service(mail);

        assertThat(TestMail.octets(mail))
                .isEqualTo(
                        "Subject: x\r\n\r\nHello\r\n-- \r\nexample: example@ml.example.ac.jp\r\nhttps://ml.example.ac.jp/\r\n");
        assertThat(james.count("ListFooter.added")).isEqualTo(1);
    }

    @Test
    void shouldCallTheListByItsName() throws Exception {
        MailImpl mail = post("\r\nHello");

        mailet(ListFooter.class, Map.of("text", "{list}", "listName", "The {list} list"))
                .service(mail);

        assertThat(TestMail.octets(mail)).isEqualTo("\r\nHello\r\nThe example list\r\n");
    }

    @Test
    void shouldLetASignedPostGoOnAsItIs() throws Exception {
        MailImpl mail = post(SIGNED);
        String state = mail.getState();

        mailet(ListFooter.class, Map.of("text", "x")).service(mail);

        assertThat(TestMail.octets(mail)).isEqualTo(SIGNED);
        assertThat(mail.getState()).isEqualTo(state);
        assertThat(james.count("ListFooter.declined")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMailThatIsFrozen() throws Exception {
        MailImpl mail = post("\r\nHello\r\n");
        ListAttributes.set(mail, ListAttributes.FROZEN, "yes");
        ListFooter mailet = mailet(ListFooter.class, Map.of("text", "x"));

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("frozen");
    }

    @ParameterizedTest
    @CsvSource({"text, {name}", "footer, x"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        Map<String, String> parameters =
                parameter.equals("text") ? Map.of(parameter, value) : Map.of("text", "x", parameter, value);
        assertThatThrownBy(() -> mailet(ListFooter.class, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListFooter: parameter \"" + parameter + "\": \"" + value + "\"");
    }

    @Test
    void shouldRefuseToHaveNoText() {
        assertThatThrownBy(() -> mailet(ListFooter.class, Map.of()))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListFooter: parameter \"text\" is missing");
    }
}
