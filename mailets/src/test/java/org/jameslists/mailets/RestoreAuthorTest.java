package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.AddressList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreAuthorTest extends MailetTest {
    private static final String DOMAIN = "dmarc.ml.example.ac.jp";
    private static final String REPLIER = "john@example.com";
    private static final String REPLY = "From: John <john@example.com>\r\nSubject: Re: caf\u00e9\r\n\r\nHi Jane\r\n";
    private static final Map<String, String> TOKEN = Map.of(
            "address",
            "token",
            "reversibleDomain",
            DOMAIN,
            "processor",
            "list-delivery",
            "refusedProcessor",
            "list-refused");

    private static Map<String, String> unsigned(String form) {
        return with(with(TOKEN, "address", form), "lists", LIST);
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put(name, value);
        return all;
    }

    /** The address in From of an author's post. */
    private String addressFor(String author) throws Exception {
        MailImpl post = post("From: " + author + "\r\n\r\nHello\r\n");
        TestReception.receive(post, "ml.example.ac.jp; none");
        mailet(MungeFrom.class, Map.of("address", "token", "reversibleDomain", DOMAIN))
                .service(post);
        return AddressList.parse(MailMessage.read(post).header().first("From").orElseThrow())
                .mailboxes()
                .get(0)
                .address();
    }

    private MailImpl reply(Map<String, String> parameters, String header, String sender, String... recipients)
            throws MessagingException {
        MailImpl mail = TestMail.of(header + REPLY, sender, recipients);
        mail.setState("root");
        mailet(RestoreAuthor.class, parameters).service(mail);
        return mail;
    }

    private MailImpl reply(Map<String, String> parameters, String recipient) throws MessagingException {
        return reply(parameters, "", REPLIER, recipient);
    }

    private static void assertRefused(Mail mail, String reason) {
        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(ListAttributes.get(mail, ListAttributes.REASON).orElseThrow())
                .contains(reason);
        assertThat(mail.getErrorMessage()).contains(reason);
    }

    private static List<String> recipients(Mail mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Test
    @DisplayName("features 3: mail to the address in From comes to the author, untouched")
    void shouldTurnAReplyBackToItsAuthor() throws Exception {
        String address = addressFor("Jane.Doe@example.ne.jp");

        MailImpl mail = reply(TOKEN, address);

        assertThat(mail.getState()).isEqualTo("list-delivery");
        assertThat(recipients(mail)).containsExactly("Jane.Doe@example.ne.jp");
        assertThat(mail.getMaybeSender().asString()).isEqualTo(REPLIER);
        assertThat(TestMail.octets(mail)).isEqualTo("X-BeenThere: " + address + "\r\n" + REPLY);
        assertThat(james.count("RestoreAuthor.restored")).isEqualTo(1);
    }

    /** One mailet all along, as in a James that is not restarted. */
    @Test
    void shouldFollowARotationOfSecrets() throws Exception {
        RestoreAuthor mailet = mailet(RestoreAuthor.class, TOKEN);
        String old = "a secret of the tests, known to everybody\n";
        String added = "another secret of the tests, known as well\n";
        String byOld = addressFor("jane@example.ne.jp");

        // The size changes with each step, so that the change shows whatever the file system's clock.
        james.conf("keys/" + DOMAIN + ".secret", old + added);
        assertThat(addressFor("jane@example.ne.jp")).isEqualTo(byOld);
        james.conf("keys/" + DOMAIN + ".secret", added + old + "\n");
        String byAdded = addressFor("jane@example.ne.jp");
        assertThat(byAdded).isNotEqualTo(byOld);
        assertThat(stateAfter(mailet, byOld)).isEqualTo("list-delivery");
        assertThat(stateAfter(mailet, byAdded)).isEqualTo("list-delivery");
        james.conf("keys/" + DOMAIN + ".secret", added);
        assertThat(stateAfter(mailet, byOld)).isEqualTo("list-refused");
        assertThat(stateAfter(mailet, byAdded)).isEqualTo("list-delivery");
    }

    private static String stateAfter(RestoreAuthor mailet, String recipient) throws MessagingException {
        MailImpl mail = TestMail.of(REPLY, REPLIER, recipient);
        mailet.service(mail);
        return mail.getState();
    }

    @Test
    void shouldFollowTheAliasOfAnAuthorWhoLivesHere() throws Exception {
        james.directory().alias("jane@ml.example.ac.jp", "user7@ml.example.ac.jp");

        assertThat(recipients(reply(TOKEN, addressFor("jane@ml.example.ac.jp"))))
                .containsExactly("user7@ml.example.ac.jp");
    }

    @Test
    void shouldLeaveOtherRecipientsWithTheMail() throws Exception {
        String address = addressFor("jane@example.ne.jp");

        MailImpl mail = reply(TOKEN, "", REPLIER, address, "forged@" + DOMAIN, LIST);

        assertThat(mail.getState()).isEqualTo("root");
        assertThat(recipients(mail)).containsExactly(LIST);
        assertThat(TestMail.octets(mail)).isEqualTo(REPLY);
        assertThat(context.getSentMails())
                .extracting(sent -> sent.getState() + " " + sent.getRecipients())
                .containsExactlyInAnyOrder(
                        "list-delivery [jane@example.ne.jp]", "list-refused [forged@" + DOMAIN + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, "jane@example.org"})
    void shouldLeaveMailToOthersAlone(String recipient) throws Exception {
        MailImpl mail = reply(TOKEN, recipient);

        assertThat(mail.getState()).isEqualTo("root");
        assertThat(TestMail.octets(mail)).isEqualTo(REPLY);
    }

    @ParameterizedTest
    @DisplayName("features 3: the way back is no open relay")
    @CsvSource({
        "token,     jane=40example.org,                       it is not signed",
        "token,     jane=40example.org-ka0-aaaaaaaaaaaaaaaa,  its signature is not valid",
        "token,     postmaster,                               it is not signed",
        "ietf,      victim=40example.net,                     victim@example.net is a member of none of the lists",
        "ietf,      postmaster,                               it contains no escaped address",
        "groups-io, victim=example.net,                       victim@example.net is a member of none of the lists",
        "groups-io, postmaster,                               it has no =",
        "ietf,      jane=40example=40dmarc.ml.example.ac.jp,  it contains no author's address"
    })
    void shouldRefuseAnAddressThatLeadsToNoAuthor(String form, String localPart, String reason) throws Exception {
        MailImpl mail = reply(form.equals("token") ? TOKEN : unsigned(form), localPart + "@" + DOMAIN);

        assertRefused(mail, reason);
        assertThat(TestMail.octets(mail)).isEqualTo(REPLY);
        assertThat(james.count("RestoreAuthor.refused")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"ietf, jane=40example.org", "groups-io, jane=example.org"})
    void shouldTurnMailBackToMembersWithoutASignature(String form, String localPart) throws Exception {
        assertThat(recipients(reply(unsigned(form), localPart + "@" + DOMAIN))).containsExactly("jane@example.org");
    }

    @Test
    void shouldNotAnswerBouncesNorAutomaticRepliesNorGoRound() throws Exception {
        String address = addressFor("jane@example.ne.jp");

        assertRefused(reply(TOKEN, "", "", address), "it is a bounce");
        assertRefused(reply(TOKEN, "Auto-Submitted: auto-replied\r\n", REPLIER, address), "it is an automatic reply");
        assertRefused(reply(TOKEN, "X-BeenThere: " + address + "\r\n", REPLIER, address), "before");
    }

    @Test
    void shouldFollowTheForwardOfAnAuthorWhoLivesHereButNotIntoAList() throws Exception {
        for (String target : List.of("jane@ml.example.ac.jp", "jane@example.net", LIST)) {
            james.directory().add("jane@ml.example.ac.jp", Mapping.forward(target));
        }

        assertThat(recipients(reply(TOKEN, addressFor("jane@ml.example.ac.jp"))))
                .containsExactly("jane@ml.example.ac.jp", "jane@example.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, "jane@" + DOMAIN, "alias@ml.example.ac.jp", "forward@ml.example.ac.jp"})
    void shouldNotLeadBackIntoAListOrToItself(String author) throws Exception {
        james.directory().alias("alias@ml.example.ac.jp", LIST).add("forward@ml.example.ac.jp", Mapping.forward(LIST));

        assertRefused(reply(TOKEN, addressFor(author)), "it is not an author's");
    }

    @ParameterizedTest
    @CsvSource({"perSender, its sender has sent too many", "perAuthor, its author has been sent too many"})
    void shouldLimitHowMuchComesBack(String limit, String reason) throws Exception {
        RestoreAuthor mailet = mailet(RestoreAuthor.class, with(TOKEN, limit, "1"));
        MailImpl first = TestMail.of(REPLY, REPLIER, addressFor("jane@example.ne.jp"));
        MailImpl second = TestMail.of(REPLY, REPLIER, addressFor("jane@example.ne.jp"));

        mailet.service(first);
        mailet.service(second);

        assertThat(first.getState()).isEqualTo("list-delivery");
        assertRefused(second, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "address, list",
        "address, ietf",
        "address, signed",
        "reversibleDomain, no..domain",
        "reversibleDomain, without-secret.example.org",
        "lists, nobody",
        "perSender, 0",
        "period, long",
        "validity, 3 days"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(RestoreAuthor.class, with(TOKEN, parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("RestoreAuthor: parameter \"" + parameter + "\": \"" + value + "\"");
    }

    @Test
    void shouldNotShowASecret() throws Exception {
        james.conf("keys/short.example.org.secret", "s3cret\n");

        assertThatThrownBy(() -> mailet(RestoreAuthor.class, with(TOKEN, "reversibleDomain", "short.example.org")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("32 characters")
                .hasMessageNotContaining("s3cret");
    }
}
