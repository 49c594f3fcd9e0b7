package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.james.TestKeys;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.SigningIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;

class AuthorSignatureSurvivesTest extends MatcherTest {
    private static final String POST = "From: author@example.ne.jp\r\nSubject: test\r\n"
            + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <1@example.ne.jp>\r\n\r\nHello\r\n";

    @BeforeEach
    void publish() {
        james.publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject").publish("example.ne.jp", "v=spf1 +all");
    }

    private MailImpl signed(String domain) throws Exception {
        james.conf("keys/" + domain + ".mail.pem", TestKeys.rsa());
        SigningIdentity by = james.instance(SigningKeys.class).identity(domain, "mail");
        james.publish("mail._domainkey." + domain, by.key().publicRecord().toString());
        Message message = Message.read(ByteSource.wrap(POST.getBytes(StandardCharsets.US_ASCII)));
        List<HeaderField> fields =
                new DkimSigner(InstantSource.system()).sign(message, List.of(new DkimSigner.Order(by)));
        return post(new String(fields.get(0).octets(), StandardCharsets.US_ASCII) + POST);
    }

    private boolean survives(MailImpl mail) throws Exception {
        return !matcher(AuthorSignatureSurvives.class, null).match(mail).isEmpty();
    }

    @Test
    @DisplayName("features 1: From stays where the author's signature still verifies")
    void shouldMatchAPostThatIsUntouched() throws Exception {
        assertThat(survives(signed("example.ne.jp"))).isTrue();
        assertThat(survives(signed("mail.example.ne.jp"))).isTrue();
        assertThat(james.count("AuthorSignatureSurvives.matched")).isEqualTo(2);
    }

    @Test
    void shouldMatchAPostWithAFieldThatIsNotSigned() throws Exception {
        MailImpl mail = signed("example.ne.jp");
        mail.getMessage().addHeader("X-BeenThere", LIST);

        assertThat(survives(mail)).isTrue();
    }

    @Test
    @DisplayName("features 1: From is rewritten where the edits broke it")
    void shouldNotMatchAPostWhoseSignatureTheEditsBroke() throws Exception {
        MailImpl mail = signed("example.ne.jp");
        mail.getMessage().setSubject("[example] test");

        assertThat(survives(mail)).isFalse();
        assertThat(james.count("AuthorSignatureSurvives.unmatched")).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAnotherDomainsSignatureOrSpfForTheAuthors() throws Exception {
        assertThat(survives(signed("example.org"))).isFalse();
        assertThat(survives(post(POST))).isFalse();
    }

    @Test
    void shouldNotMatchWhenTheDnsFails() throws Exception {
        MailImpl mail = signed("example.ne.jp");
        james.fail("mail._domainkey.example.ne.jp");

        assertThat(survives(mail)).isFalse();
    }

    @Test
    void shouldRefuseAWrongConditionAtStartUp() {
        assertThatThrownBy(() -> matcher(AuthorSignatureSurvives.class, "discovery=strictest"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("AuthorSignatureSurvives: parameter \"discovery\": \"strictest\"");
    }
}
