package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestKeys;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.DmarcEvaluationLog;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.signature.SigningIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import com.google.common.io.ByteSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

class AuthenticateTest extends MailetTest {
    private static final String POST = "From: author@example.ne.jp\r\nSubject: caf\u00e9\r\n\r\nHello\r\n";

    private SigningIdentity author;

    @BeforeEach
    void publish() throws Exception {
        author = james.conf("keys/example.ne.jp.mail.pem", TestKeys.rsa())
                .instance(SigningKeys.class)
                .identity("example.ne.jp", "mail");
        james.publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject")
                .publish(
                        "mail._domainkey.example.ne.jp",
                        author.key().publicRecord().toString())
                .publish("example.ne.jp", "v=spf1 ip4:192.0.2.1 -all");
    }

    private String signed(String post) throws Exception {
        Message message = Message.read(ByteSource.wrap(post.getBytes(StandardCharsets.ISO_8859_1)));
        List<HeaderField> fields =
                new DkimSigner(InstantSource.system()).sign(message, List.of(new DkimSigner.Order(author)));
        return new String(fields.get(0).octets(), StandardCharsets.ISO_8859_1) + post;
    }

    private static MailImpl received(String octets, String address) throws MessagingException {
        MailImpl mail = TestMail.of(octets, "author@example.ne.jp", LIST);
        mail.setRemoteAddr(address);
        mail.setAttribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of("mx.example.ne.jp")));
        mail.setAttribute(new Attribute(Mail.SMTP_SESSION_ID, AttributeValue.of("1")));
        return mail;
    }

    private AuthenticationResults authenticated(MailImpl mail) throws MessagingException {
        mailet(Authenticate.class, Map.of()).service(mail);
        return ReceptionResults.of(mail);
    }

    private static String result(AuthenticationResults results, String method) {
        return results.results(method).get(0).result();
    }

    @Test
    void takesOverWhatWasFoundOutBeforeTheMailWasTakenAndStillRemovesForgedFields() throws Exception {
        MailImpl mail = received("Authentication-Results: ml.example.ac.jp; dmarc=pass\r\n" + POST, "198.51.100.1");
        Reception early = new Reception(
                AuthenticationResults.parse("ml.example.ac.jp; dmarc=temperror"),
                new AuthorStanding.Unknown("no answer"));
        ReceptionResults.setEarly(mail, MailMessage.read(mail).header(), early);

        assertThat(result(authenticated(mail), "dmarc")).isEqualTo("temperror");
        assertThat(TestMail.octets(mail)).isEqualTo(POST);
        assertThat(ListAttributes.get(mail, ListAttributes.EARLY_RESULTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, 198.51.100.1, fail, pass, pass, authenticated",
        "false, 192.0.2.1, pass, none, pass, authenticated",
        "false, 198.51.100.1, fail, none, fail, forged"
    })
    void shouldNoteWhatItFinds(boolean signed, String client, String spf, String dkim, String dmarc, String standing)
            throws Exception {
        MailImpl mail = received(signed ? signed(POST) : POST, client);

        AuthenticationResults results = authenticated(mail);

        assertThat(results.authservId()).isEqualTo("ml.example.ac.jp");
        assertThat(result(results, "spf")).isEqualTo(spf);
        assertThat(result(results, "dkim")).isEqualTo(dkim);
        assertThat(result(results, "arc")).isEqualTo("none");
        assertThat(result(results, "dmarc")).isEqualTo(dmarc);
        assertThat(TestMail.octets(mail)).endsWith(POST);
        assertThat(standing(mail)).isEqualTo(standing);
        assertThat(james.count("Authenticate." + standing)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    @DisplayName("an evaluation has one line in its log: here, or where DmarcHook made it")
    void writesOneLineForEachEvaluation(boolean hookWasBefore, int lines) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(DmarcEvaluationLog.LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        MailImpl mail = received(POST, "198.51.100.1");
        if (hookWasBefore) {
            Reception early = new Reception(
                    AuthenticationResults.parse("ml.example.ac.jp; dmarc=fail"), new AuthorStanding.Forged("it fails"));
            ReceptionResults.setEarly(mail, MailMessage.read(mail).header(), early);
        }

        authenticated(mail);
        authenticated(mail);

        logger.detachAppender(log);
        assertThat(log.list).hasSize(lines).allSatisfy(line -> assertThat(line.getFormattedMessage())
                .contains("\"outcome\":\"taken\"", "\"source_ip\":\"198.51.100.1\"", "\"type\":\"local_policy\""));
    }

    @Test
    void shouldLookOnceHoweverOftenTheMailComes() throws Exception {
        MailImpl mail = received(POST, "192.0.2.1");
        authenticated(mail);
        String before =
                ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS).orElseThrow();
        mail.setRemoteAddr("198.51.100.1");

        authenticated(mail);

        assertThat(ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS))
                .contains(before);
        assertThat(james.count("Authenticate.authenticated")).isEqualTo(1);
    }

    private static String standing(MailImpl mail) throws MessagingException {
        return AuthorStandings.of(mail, MailMessage.read(mail).header()).word();
    }

    @ParameterizedTest(name = "{0} by {1}, From {2}: {3}")
    @CsvSource({
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, jane@ml.example.ac.jp, authenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, alias@ml.example.ac.jp, authenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, any@example.org, authenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, boss@ml.example.ac.jp, unauthenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, author@example.ne.jp, forged",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, 'jane@ml.example.ac.jp, boss@ml.example.ac.jp', unauthenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, any@example.com, unauthenticated",
        "org.apache.james.SMTPAuthUser, jane@ml.example.ac.jp, '\"a b\"@ml.example.ac.jp', unauthenticated",
        "org.apache.james.jmap.send.MailMetaData.username, jane@ml.example.ac.jp, jane@ml.example.ac.jp, authenticated",
        "org.apache.james.jmap.send.MailMetaData.username, jane@ml.example.ac.jp, boss@ml.example.ac.jp, unauthenticated",
        "org.apache.james.SMTPIsAuthNetwork, true, any@example.com, authenticated",
        "org.apache.james.SMTPIsAuthNetwork, true, boss@ml.example.ac.jp, unauthenticated",
        "org.apache.james.SentByMailet, true, boss@ml.example.ac.jp, unauthenticated",
        "org.apache.james.SentByMailet, true, author@example.ne.jp, forged",
    })
    void shouldAuthenticateWhoMayUseFrom(String mark, String value, String from, String standing) throws Exception {
        james = SampleJames.in(folder)
                .conf(
                        "list-authentication.properties",
                        """
                        authserv-id=ml.example.ac.jp
                        users.author-domains=example.org
                        networks.author-domains=example.com
                        """);
        publish();
        james.directory().alias("alias@ml.example.ac.jp", "jane@ml.example.ac.jp");
        MailImpl mail = received("From: " + from + "\r\n\r\nHello\r\n", "198.51.100.1");
        mail.setAttribute(new Attribute(
                AttributeName.of(mark), value.equals("true") ? AttributeValue.of(true) : AttributeValue.of(value)));
        if (mark.equals("org.apache.james.SMTPAuthUser")) {
            // James lets users relay, and marks it as it does for a network
            mail.setAttribute(
                    new Attribute(AttributeName.of("org.apache.james.SMTPIsAuthNetwork"), AttributeValue.of(true)));
        }

        authenticated(mail);

        assertThat(standing(mail)).isEqualTo(standing);
    }

    @Test
    void shouldNotAskSpfAboutAnAddressThatNoSmtpClientHad() throws Exception {
        MailImpl mail = received(POST, "192.0.2.1");
        mail.removeAttribute(Mail.SMTP_SESSION_ID);

        assertThat(authenticated(mail).results("spf")).isEmpty();
        assertThat(standing(mail)).isEqualTo("forged");
    }

    @Test
    void shouldJudgeAnewWhatBearsTheStandingOfAnotherAuthor() throws Exception {
        MailImpl judged = received(POST, "192.0.2.1");
        authenticated(judged);
        MailImpl mail = received(POST.replace("author@", "boss@"), "198.51.100.1");
        judged.attributes().forEach(mail::setAttribute);

        authenticated(mail);

        assertThat(standing(judged)).isEqualTo("authenticated");
        assertThat(standing(mail)).isEqualTo("forged");
    }

    @Test
    void shouldGoOnWhenTheDnsFails() throws Exception {
        james.fail("_dmarc.example.ne.jp").fail("mail._domainkey.example.ne.jp").fail("example.ne.jp");

        AuthenticationResults results = authenticated(received(signed(POST), "192.0.2.1"));

        assertThat(result(results, "spf")).isEqualTo("temperror");
        assertThat(result(results, "dkim")).isEqualTo("temperror");
        assertThat(result(results, "dmarc")).isEqualTo("temperror");
    }

    @Test
    void shouldRemoveFieldsThatAreForgedInOurName() throws Exception {
        String others = "Authentication-Results: mx.example.org; spf=pass\r\n";
        MailImpl mail =
                received("Authentication-Results: ml.example.ac.jp; dmarc=pass\r\n" + others + POST, "198.51.100.1");

        assertThat(result(authenticated(mail), "dmarc")).isEqualTo("fail");
        assertThat(TestMail.octets(mail)).isEqualTo(others + POST);
    }

    @Test
    void shouldBelieveATrustedRelayAndKeepItsFields() throws Exception {
        trustRelay();
        String ours = "Received: from mx.example.ac.jp by ml.example.ac.jp; now\r\n";
        String relays = "Authentication-Results: mx.example.ac.jp; spf=pass smtp.mailfrom=author@example.ne.jp;\r\n"
                + " dmarc=pass (p=reject) header.from=example.ne.jp\r\n";
        String received = "Received: from mx.example.ne.jp by mx.example.ac.jp; before\r\n";
        String forged = "Authentication-Results: ml.example.ac.jp; dmarc=pass\r\n";
        String before = "Authentication-Results: mx.example.ac.jp; auth=pass smtp.auth=nobody\r\n";
        MailImpl mail = received(ours + relays + received + forged + before + POST, "198.51.100.2");

        AuthenticationResults results = authenticated(mail);

        assertThat(results.authservId()).isEqualTo("ml.example.ac.jp");
        assertThat(results.results("spf"))
                .hasToString("[spf=pass reason=\"as mx.example.ac.jp found\" smtp.mailfrom=author@example.ne.jp]");
        assertThat(results.results("dmarc"))
                .hasToString("[dmarc=pass reason=\"as mx.example.ac.jp found\" header.from=example.ne.jp"
                        + " policy.dmarc=reject]");
        assertThat(result(results, "dkim")).isEqualTo("none");
        assertThat(TestMail.octets(mail)).isEqualTo(ours + relays + received + POST);
    }

    @Test
    void shouldNotBelieveTheRelaysNameFromAnybodyElse() throws Exception {
        trustRelay();
        MailImpl mail = received("Authentication-Results: mx.example.ac.jp; dmarc=pass\r\n" + POST, "198.51.100.1");

        assertThat(result(authenticated(mail), "dmarc")).isEqualTo("fail");
        assertThat(TestMail.octets(mail)).isEqualTo(POST);
    }

    /** Settings are read once, so this is another James. */
    private void trustRelay() throws Exception {
        james = SampleJames.in(folder)
                .conf(
                        "list-authentication.properties",
                        """
                        authserv-id=ml.example.ac.jp
                        trusted-relays=198.51.100.2
                        trusted-relays.authserv-id=mx.example.ac.jp
                        """);
        publish();
    }

    @Test
    @DisplayName("authentication-results 7, 11: a field is prepended, and only if so asked")
    void shouldAddAFieldOnlyIfSoAsked() throws Exception {
        MailImpl mail = received(POST, "192.0.2.1");

        mailet(Authenticate.class, Map.of("addField", "true")).service(mail);

        assertThat(TestMail.octets(mail))
                .startsWith("Authentication-Results: ml.example.ac.jp;")
                .endsWith(POST);
    }

    @ParameterizedTest
    @CsvSource({"time, soon", "time, 0", "lookups, 0", "signatures, x", "discovery, both", "addField, 2", "dns, x"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(Authenticate.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Authenticate: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
