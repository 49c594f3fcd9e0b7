package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsListMemberTest extends MatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane <JANE@example.org> | true",
                "jane@example.org, john@example.com | true",
                "jane@example.org, other@example.org | false",
                "other@example.org | false",
                "Undisclosed:; | false",
                "jane..doe.@example.org, jane@example.org | false"
            })
    void shouldKnowAMemberByFrom(String from, boolean member) throws Exception {
        assertThat(matcher(IsListMember.class, null).match(from(from))).hasSize(member ? 1 : 0);
    }

    @Test
    void shouldKnowAMemberByTheEnvelope() throws Exception {
        IsListMember matcher = matcher(IsListMember.class, "author=envelope");
        MailImpl mail = from("other@example.org");
        assertThat(matcher.match(mail)).isEmpty();

        mail.setSender(new MailAddress("jane@example.org"));
        assertThat(matcher.match(mail)).hasSize(1);

        mail.setSender(null);
        assertThat(matcher.match(mail)).isEmpty();
    }

    @Test
    void shouldRefuseAWrongConditionAtStartUp() {
        assertThatThrownBy(() -> matcher(IsListMember.class, "author=sender"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("IsListMember: parameter \"author\": \"sender\"");
    }
}
