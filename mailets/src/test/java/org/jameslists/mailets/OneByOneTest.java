package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.MailMessage;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static final String ONE = "one@ml.example.ac.jp";
    private static final String TWO = "two@ml.example.ac.jp";
    private static final String OTHER = "jane@example.org";

    @Test
    void troubleWithOneGivesNobodyASecondCopy() throws Exception {
        FakeMailContext context = FakeMailContext.defaultContext();
        MailImpl mail = TestMail.of("Subject: post\r\n\r\nHello\r\n", "author@example.ne.jp", ONE, TWO, OTHER);
        List<MailAddress> taken = List.of(new MailAddress(ONE), new MailAddress(TWO));

        assertThatThrownBy(() -> OneByOne.handle(
                        context,
                        mail,
                        MailMessage.read(mail),
                        taken,
                        List.of(new MailAddress(OTHER)),
                        (each, message, recipient) -> {
                            if (recipient.asString().equals(TWO)) {
                                throw new MessagingException("trouble");
                            }
                            MailMessage.write(each, message);
                        }))
                .hasMessage("trouble");

        assertThat(context.getSentMails()).singleElement().satisfies(sent -> assertThat(sent.getRecipients())
                .containsExactly(new MailAddress(ONE)));
        assertThat(mail.getRecipients()).extracting(MailAddress::asString).containsExactly(TWO, OTHER);
    }
}
