package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePostTest extends MailetTest {
    private static final String HERE = "list-approved";

    private static MailImpl released(String held, String way) throws MessagingException {
        MailImpl mail = post("From: author@example.ne.jp\r\nSubject: one\r\n\r\nHello\r\n");
        mail.setState(HERE);
        ListAttributes.set(mail, ListAttributes.RELEASED_FROM, held);
        ListAttributes.set(mail, ListAttributes.RELEASE_WAY, way);
        return mail;
    }

    private ReleasePost mailet() throws MessagingException {
        return mailet(ReleasePost.class, Map.of("processor", "list"));
    }

    @ParameterizedTest
    @CsvSource({"continue, list", "anew, root", "as-it-came, " + HERE})
    void shouldSendAPostOnItsWay(String way, String processor) throws Exception {
        MailImpl mail = released("held", way);

        mailet().service(mail);

        assertThat(mail.getState()).isEqualTo(processor);
    }

    @Test
    void shouldEndASecondReleaseOfTheSamePost() throws Exception {
        MailImpl first = released("held", "continue");
        MailImpl second = released("held", "as-it-came");

        mailet().service(first);
        mailet().service(second);

        assertThat(first.getState()).isEqualTo("list");
        assertThat(second.getState()).isEqualTo(Mail.GHOST);
        assertThat(james.count("ReleasePost.repeated")).isEqualTo(1);
    }

    @Test
    void shouldNotEndAReleaseThatJamesTakesUpAgain() throws Exception {
        MailImpl before = released("held", "continue");
        MailImpl again = released("held", "continue");
        again.setName(before.getName());

        mailet().service(before);
        mailet().service(again);

        assertThat(again.getState()).isEqualTo("list");
    }

    @Test
    void shouldTakeNoMailThatNobodyReleased() throws Exception {
        ReleasePost mailet = mailet();
        MailImpl post = post("From: author@example.ne.jp\r\n\r\nHello\r\n");

        assertThatThrownBy(() -> mailet.service(post))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("was not released");
    }

    @Test
    void shouldTakeNoWayItDoesNotKnow() throws Exception {
        ReleasePost mailet = mailet();
        MailImpl mail = released("held", "somehow");

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("somehow");
    }
}
