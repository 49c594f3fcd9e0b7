package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.TestKeys;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people complain of in lists that mitigate DMARC, brought about again, and what this one does instead. The others
 * of these complaints are where their number is found.
 */
class ComplaintsTest extends MailetTest {
    private static final String PASSED = "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp policy.dmarc=reject";
    private static final String MUNGE_STRICT =
            """
            <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.MungeFrom"/>
            """;
    private static final String MUNGE_ALL =
            """
            <mailet match="All" class="org.jameslists.mailets.MungeFrom"/>
            """;

    @BeforeEach
    void publish() {
        james.publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject")
                .publish("_dmarc.example.com", "v=DMARC1; p=none")
                .publish("_dmarc.example.ac.jp", "v=DMARC1; p=reject");
    }

    private Header sent(String xml, String... fields) throws Exception {
        return header(process(xml, String.join("\r\n", fields) + "\r\n\r\nHello\r\n"));
    }

    private MailImpl process(String xml, String octets) throws Exception {
        MailImpl mail = post(octets);
        mail.setState("list");
        TestReception.receive(mail, PASSED);
        return new TestProcessor(james, context, xml).process(mail);
    }

    private static Header header(Mail mail) throws Exception {
        return MailMessage.read(mail).header();
    }

    private static String text(Header header, String name) {
        assertThat(header.all(name)).as(name).hasSize(1);
        return header.first(name).orElseThrow().text();
    }

    private static List<String> addresses(Header header, String name) {
        return AddressList.parse(header.first(name).orElseThrow()).mailboxes().stream()
                .map(Mailbox::address)
                .toList();
    }

    @Test
    @DisplayName("complaint 1: a domain whose mail is refused in spite of its p=none can always be mitigated")
    void shouldMitigateADomainThatPublishesNoPolicy() throws Exception {
        String always =
                """
                <mailet match="org.jameslists.matchers.IsDmarcRejectSender=always=example.com"
                        class="org.jameslists.mailets.MungeFrom"/>
                """;

        assertThat(text(sent(MUNGE_STRICT, "From: Jane <jane@example.com>"), "From"))
                .isEqualTo("Jane <jane@example.com>");
        assertThat(text(sent(always, "From: Jane <jane@example.com>"), "From"))
                .isEqualTo("Jane via example <" + LIST + ">");
    }

    @Test
    @DisplayName("complaint 2, features 2: people of one house are not \"via\" their own list, and pass DMARC")
    void shouldSignForTheHouseInsteadOfRewriting() throws Exception {
        james.conf("keys/example.ac.jp.list.pem", TestKeys.rsa());
        String house =
                """
                <mailet match="org.jameslists.matchers.IsOwnDomainAuthor=domains=example.ac.jp; selector=list"
                        class="ToProcessor">
                  <processor>list-sign</processor>
                </mailet>
                """
                        + MUNGE_STRICT;
        MailImpl mail = process(house, "From: Jane <jane@example.ac.jp>\r\nSubject: test\r\n\r\nHello\r\n");
        assertThat(mail.getState()).isEqualTo("list-sign");

        new TestProcessor(
                        james,
                        context,
                        """
                        <mailet match="All" class="org.jameslists.mailets.DkimResign">
                          <authors>example.ac.jp</authors>
                          <selectors>list</selectors>
                        </mailet>
                        """)
                .process(mail);

        assertThat(text(header(mail), "From")).isEqualTo("Jane <jane@example.ac.jp>");
        assertThat(header(mail).all("DKIM-Signature"))
                .extracting(field -> tag(field, "d"))
                .containsExactlyInAnyOrder("ml.example.ac.jp", "example.ac.jp");
    }

    @Test
    @DisplayName("complaint 3: a reply-to-list list keeps its Reply-To when From is rewritten")
    void shouldKeepAnswersOnTheList() throws Exception {
        Header header = sent(
                """
                <mailet match="All" class="org.jameslists.mailets.MungeFrom">
                  <replies>list</replies>
                </mailet>
                """,
                "From: Jane <jane@example.ne.jp>",
                "Reply-To: " + LIST);

        assertThat(header.all("Reply-To")).hasSize(1);
        assertThat(addresses(header, "Reply-To")).containsExactly(LIST);
        assertThat(addresses(header, "Cc")).containsExactly("jane@example.ne.jp");
    }

    @Test
    @DisplayName("complaint 4: \"(via example)\" is part of the name, not a comment that mail readers drop")
    void shouldWriteOnePhrase() throws Exception {
        Header header = sent(
                """
                <mailet match="All" class="org.jameslists.mailets.MungeFrom">
                  <phrase>name_via_list</phrase>
                </mailet>
                """,
                "From: Jane <jane@example.ne.jp>");

        assertThat(text(header, "From")).isEqualTo("\"Jane (via example)\" <" + LIST + ">");
        assertThat(javaMail(header).getPersonal()).isEqualTo("Jane (via example)");
    }

    @ParameterizedTest
    @DisplayName("complaint 5: specials are quoted, and of a name beyond ASCII the name alone is encoded")
    @ValueSource(strings = {"Doe, Jane", "=?UTF-8?B?5bGx55Sw?=", "山田", "J. Doe [staff]"})
    void shouldLeaveTheAddressInClear(String name) throws Exception {
        boolean quoted = name.contains(",") || name.contains("[");
        Header header = sent(MUNGE_ALL, "From: " + (quoted ? "\"" + name + "\"" : octets(name)) + " <j@example.ne.jp>");

        assertThat(text(header, "From")).endsWith((quoted ? "\"" : "") + " <" + LIST + ">");
        assertThat(javaMail(header).getAddress()).isEqualTo(LIST);
        assertThat(javaMail(header).getPersonal()).isEqualTo((quoted ? name : "山田") + " via example");
    }

    @Test
    @DisplayName("complaint 6: a raw 8-bit From and two Reply-To leave as ASCII and as one")
    void shouldMendTheHeader() throws Exception {
        Header header = sent(
                MUNGE_ALL,
                "From: " + octets("山田") + " <yamada@example.ne.jp>",
                "Reply-To: one@example.org",
                "Reply-To: two@example.org");

        assertThat(new String(header.octets(), StandardCharsets.ISO_8859_1)).matches("[\\x00-\\x7f]*");
        assertThat(header.all("Reply-To")).hasSize(1);
        assertThat(addresses(header, "Reply-To"))
                .containsExactly("one@example.org", "two@example.org", "yamada@example.ne.jp");
    }

    @Test
    @DisplayName("complaint 7: what a mail program completes to \"Jane via example\" later is Jane's own address")
    void shouldGiveEachAuthorAnAddressToBeRemembered() throws Exception {
        String reversible =
                """
                <mailet match="All" class="org.jameslists.mailets.MungeFrom">
                  <address>token</address>
                  <reversibleDomain>dmarc.ml.example.ac.jp</reversibleDomain>
                </mailet>
                """;
        String back =
                """
                <mailet match="All" class="org.jameslists.mailets.RestoreAuthor">
                  <address>token</address>
                  <reversibleDomain>dmarc.ml.example.ac.jp</reversibleDomain>
                  <processor>list-delivery</processor>
                </mailet>
                """;
        Header jane = sent(reversible, "From: Jane <jane@example.ne.jp>");
        Header john = sent(reversible, "From: John <john@example.ne.jp>");

        assertThat(javaMail(jane).getPersonal()).isEqualTo("Jane via example");
        assertThat(addresses(jane, "From")).isNotEqualTo(addresses(john, "From"));
        assertThat(addresses(sent(MUNGE_ALL, "From: Jane <jane@example.ne.jp>"), "From"))
                .containsExactly(LIST);
        String remembered = addresses(jane, "From").get(0);
        MailImpl later = TestMail.of("From: x@example.com\r\n\r\nFor Jane alone\r\n", "x@example.com", remembered);
        assertThat(new TestProcessor(james, context, back).process(later).getRecipients())
                .containsExactly(new MailAddress("jane@example.ne.jp"));
    }

    @Test
    @DisplayName("complaint 8: tools that read From still tell authors apart, by X-Original-From and the name")
    void shouldKeepAuthorsApart() throws Exception {
        Header jane = sent(MUNGE_ALL, "From: Jane <jane@example.ne.jp>");
        Header john = sent(MUNGE_ALL, "From: John <john@example.ne.jp>");

        assertThat(addresses(jane, "From")).isEqualTo(addresses(john, "From"));
        assertThat(text(jane, "From")).isNotEqualTo(text(john, "From"));
        assertThat(text(jane, "X-Original-From")).isEqualTo("Jane <jane@example.ne.jp>");
        assertThat(text(john, "X-Original-From")).isEqualTo("John <john@example.ne.jp>");
    }

    @ParameterizedTest
    @DisplayName("complaint 12: dmarc=pass is not read as arc=pass, wherever it stands")
    @ValueSource(
            strings = {
                "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp",
                "ml.example.ac.jp; dmarc=fail reason=\"; arc=pass\" header.from=example.com policy.dmarc=none",
                "ml.example.ac.jp; dmarc=pass (arc=pass) header.from=arc",
                "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp; arc=none"
            })
    void shouldNotTakeOneMethodForAnother(String results) throws Exception {
        MailImpl mail = post("From: jane@example.com\r\nSubject: test\r\n\r\nHello\r\n");
        TestReception.receive(mail, results);

        new TestProcessor(
                        james,
                        context,
                        """
                        <mailet match="All" class="org.jameslists.mailets.ArcSeal"><selector>list</selector></mailet>
                        """)
                .process(mail);

        assertThat(tag(header(mail).first("ARC-Seal").orElseThrow(), "cv")).isEqualTo("none");
    }

    @ParameterizedTest
    @DisplayName("complaint 14: an Authentication-Results field of others that is malformed stops nothing")
    @ValueSource(
            strings = {
                "Authentication-Results: ;;;",
                "Authentication-Results: mx.example.org; dkim=(((((",
                "Authentication-Results: \"",
                "Authentication-Results:",
                "ARC-Authentication-Results: i=x"
            })
    void shouldSignAndSealInSpiteOfGarbage(String garbage) throws Exception {
        MailImpl mail = process(
                """
                <mailet match="All" class="org.jameslists.mailets.DkimResign"><selectors>list</selectors></mailet>
                <mailet match="All" class="org.jameslists.mailets.ArcSeal"><selector>list</selector></mailet>
                <mailet match="All" class="org.jameslists.mailets.Freeze"/>
                """,
                garbage + "\r\nFrom: jane@example.com\r\nSubject: test\r\n\r\nHello\r\n");

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(ListAttributes.get(mail, ListAttributes.FROZEN)).isPresent();
        assertThat(header(mail).all("DKIM-Signature")).hasSize(1);
        assertThat(TestMail.octets(mail)).contains(garbage);
    }

    private static InternetAddress javaMail(Header header) throws Exception {
        MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(header.octets()));
        return (InternetAddress) message.getFrom()[0];
    }

    /** Raw UTF-8, an octet a char. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String tag(HeaderField field, String name) {
        try {
            return TagList.parse(field).required(name);
        } catch (SignatureFormatException e) {
            throw new AssertionError(field.text(), e);
        }
    }
}
