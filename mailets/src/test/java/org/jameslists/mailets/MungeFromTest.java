package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MungeFromTest extends MailetTest {
    private static final String PASSED = "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp policy.dmarc=reject";
    private static final String FAILED = PASSED.replace("pass", "fail");
    private static final String HEADER = "From: Jane Doe <jane@example.ne.jp>\r\n";

    private static MailImpl post(String header, String results) throws MessagingException {
        MailImpl mail = post(header + "\r\nHello\r\n");
        TestReception.receive(mail, results);
        return mail;
    }

    private MailImpl munged(String header, Map<String, String> parameters) throws MessagingException {
        MailImpl mail = post(header, PASSED);
        mail.setState("list");
        mailet(MungeFrom.class, parameters).service(mail);
        return mail;
    }

    private static String field(Mail mail, String name) throws MessagingException {
        return MailMessage.read(mail)
                .header()
                .first(name)
                .map(HeaderField::text)
                .orElse("");
    }

    @Test
    void shouldMakeTheListTheAuthorAndKeepTheAuthorInSight() throws Exception {
        MailImpl mail = munged(HEADER, Map.of());

        assertThat(field(mail, "From")).isEqualTo("Jane Doe via example <example@ml.example.ac.jp>");
        assertThat(field(mail, "Reply-To")).isEqualTo("Jane Doe <jane@example.ne.jp>");
        assertThat(field(mail, "X-Original-From")).isEqualTo("Jane Doe <jane@example.ne.jp>");
        assertThat(TestMail.octets(mail)).endsWith("\r\n\r\nHello\r\n");
        assertThat(ListAttributes.get(mail, ListAttributes.MITIGATION)).contains("munge-from");
        assertThat(mail.getState()).isEqualTo("list");
        assertThat(james.count("MungeFrom.munged")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheWordsOfAJapaneseName() throws Exception {
        String name = "=?ISO-2022-JP?B?GyRCO3NFRBsoQg==?=";
        MailImpl mail = munged("From: " + name + " <jane@example.ne.jp>\r\n", Map.of("phrase", "{name} ({list} 経由)"));

        assertThat(field(mail, "From")).startsWith(name + " ").endsWith("<example@ml.example.ac.jp>");
    }

    @Test
    void shouldDoAsTheOperatorSays() throws Exception {
        MailImpl mail = munged(
                HEADER,
                Map.of(
                        "phrase", "fml4",
                        "author", "cc",
                        "replies", "list",
                        "keepOriginal", "false",
                        "listName", "{list} of {domain}"));

        assertThat(field(mail, "From")).isEqualTo("example@ml.example.ac.jp");
        assertThat(field(mail, "Reply-To")).isEqualTo("example@ml.example.ac.jp");
        assertThat(field(mail, "Cc")).isEqualTo("Jane Doe <jane@example.ne.jp>");
        assertThat(field(mail, "X-Original-From")).isEmpty();
    }

    @Test
    void shouldNameTheListAsTheOperatorDoes() throws Exception {
        assertThat(field(munged(HEADER, Map.of("listName", "The {list} list")), "From"))
                .isEqualTo("Jane Doe via The example list <example@ml.example.ac.jp>");
    }

    @ParameterizedTest
    @DisplayName("features 5: no laundering of what fails its author's own policy")
    @ValueSource(strings = {"error", "list-forged"})
    void shouldNotGiveAForgeryTheListsGoodName(String refused) throws Exception {
        MailImpl mail = post(HEADER, FAILED);

        mailet(MungeFrom.class, Map.of("refusedProcessor", refused)).service(mail);

        assertThat(mail.getState()).isEqualTo(refused);
        assertThat(field(mail, "From")).isEqualTo("Jane Doe <jane@example.ne.jp>");
        assertThat(ListAttributes.get(mail, ListAttributes.REASON).orElseThrow())
                .contains("failed the DMARC policy of its author's domain example.ne.jp");
        assertThat(ListAttributes.get(mail, ListAttributes.MITIGATION)).isEmpty();
        assertThat(james.count("MungeFrom.refused")).isEqualTo(1);
    }

    @Test
    void shouldNotRewriteWhatIsNotKnown() throws Exception {
        MailImpl mail = post(HEADER, "ml.example.ac.jp; dmarc=temperror header.from=example.ne.jp");

        mailet(MungeFrom.class, Map.of("refusedProcessor", "list-refused")).service(mail);

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(field(mail, "From")).isEqualTo("Jane Doe <jane@example.ne.jp>");
    }

    @Test
    void shouldGiveAnUnauthenticatedAuthorTheListsAddressOnly() throws Exception {
        MailImpl mail = post(HEADER, "ml.example.ac.jp; dmarc=none header.from=example.ne.jp");

        mailet(MungeFrom.class, Map.of("address", "ietf", "reversibleDomain", "dmarc.ml.example.ac.jp"))
                .service(mail);

        assertThat(field(mail, "From")).contains("<example@ml.example.ac.jp>");
    }

    @Test
    void shouldNotTakeTheStandingOfOneAuthorForAnothers() throws Exception {
        MailImpl mail = post("From: <boss@example.ac.jp>\r\n\r\nHello\r\n");
        MailImpl judged = post(HEADER, PASSED);
        judged.attributes().forEach(mail::setAttribute);

        mailet(MungeFrom.class, Map.of("address", "ietf", "reversibleDomain", "dmarc.ml.example.ac.jp"))
                .service(mail);

        assertThat(field(mail, "From")).contains("<example@ml.example.ac.jp>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ml.example.ac.jp; dmarc=fail header.from=example.com policy.dmarc=none",
                "ml.example.ac.jp; auth=pass"
            })
    void shouldRewriteWhatNobodyAskedToRefuse(String results) throws Exception {
        MailImpl mail = post(HEADER, results);

        mailet(MungeFrom.class, Map.of()).service(mail);

        assertThat(field(mail, "From")).contains("via example");
    }

    @Test
    void shouldRefuseAPostWithoutAuthor() throws Exception {
        MailImpl mail = munged("From: Undisclosed:;\r\n", Map.of("refusedProcessor", "list-refused"));

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).contains("names no author");
    }

    @Test
    void shouldNotRewriteWhatWasNotAuthenticated() throws Exception {
        MailImpl mail = post(HEADER + "\r\nHello\r\n");
        MungeFrom mailet = mailet(MungeFrom.class, Map.of());

        assertThatThrownBy(() -> mailet.service(mail)).hasMessageContaining("Authenticate must come first");
    }

    @ParameterizedTest
    @CsvSource({
        "phrase, {who} via {list}",
        "author, from",
        "replies, everybody",
        "dropReplyTo, maybe",
        "address, author",
        "reversibleDomain, dmarc.ml.example.ac.jp",
        "display-name, x"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(MungeFrom.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("MungeFrom: parameter \"" + parameter + "\": \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ietf, jane=40example.ne.jp@dmarc.ml.example.ac.jp",
        "groups-io, jane=example.ne.jp@dmarc.ml.example.ac.jp",
        "token, jane=40example.ne.jp-[0-9a-v]{3}-[a-z2-7]{16}@dmarc.ml.example.ac.jp"
    })
    void shouldGiveEachAuthorAnAddressThatLeadsBack(String form, String address) throws Exception {
        MailImpl mail = munged(HEADER, Map.of("address", form, "reversibleDomain", "dmarc.ml.example.ac.jp"));

        assertThat(field(mail, "From")).matches("Jane Doe via example <" + address + ">");
        assertThat(field(mail, "Reply-To")).isEmpty();
        assertThat(field(mail, "X-Original-From")).isEqualTo("Jane Doe <jane@example.ne.jp>");
    }

    @ParameterizedTest
    @CsvSource({"reversibleDomain, no..domain", "reversibleDomain, without-secret.example.org", "validity, 1 hour"})
    void shouldRefuseAReversibleAddressThatCannotBeAtStartUp(String parameter, String value) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("address", "token", "reversibleDomain", "dmarc.ml.example.ac.jp"));
        parameters.put(parameter, value);

        assertThatThrownBy(() -> mailet(MungeFrom.class, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("MungeFrom: parameter \"" + parameter + "\": \"");
    }
}
