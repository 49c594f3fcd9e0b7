package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.jameslists.james.TestMail;
import org.jameslists.james.lists.BounceScores;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceReaderTest extends MailetTest {
    private static final String DEAD = "550 5.1.1 No such user";
    private static final Map<String, String> SIGNED =
            Map.of("bounces", "{list}-bounces+{token}@{domain}", "tokenDomain", "dmarc.ml.example.ac.jp");

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final MailAddress JANE = address("jane@example.org");
    private static final MailAddress LIST_ADDRESS = address(LIST);

    private static Map<String, String> with(Map<String, String> parameters, String... more) {
        Map<String, String> all = new HashMap<>(parameters);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** The envelope sender of what the list sends to a member. */
    private String bounceAddress(String member) throws Exception {
        MailImpl mail = post("From: author@example.ne.jp\r\n\r\nHello\r\n");
        mail.setRecipients(List.of(new MailAddress(member)));
        mailet(Verp.class, with(SIGNED, "processor", "list-delivery")).service(mail);
        String sender = context.getSentMails().get(0).getSender().asString();
        context.resetSentMails();
        return sender;
    }

    private static MailImpl bounce(String to, String diagnostic) throws MessagingException {
        return TestMail.of(
                "From: MAILER-DAEMON@example.org\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=p\r\n\r\n"
                        + "--p\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
                        + "--p\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
                        + "Final-Recipient: rfc822; somebody@example.org\r\nAction: failed\r\nStatus: "
                        + diagnostic.substring(4, diagnostic.indexOf(' ', 4)) + "\r\nDiagnostic-Code: smtp; "
                        + diagnostic + "\r\n\r\n--p--\r\n",
                "",
                to);
    }

    private BounceReader reader(String... parameters) throws MessagingException {
        return mailet(BounceReader.class, with(SIGNED, parameters));
    }

    private BounceScores scores() {
        return james.instance(BounceScores.class);
    }

    private void countedUntilYesterday(int points) throws Exception {
        for (int day = points; day > 0; day--) {
            scores().count(LIST_ADDRESS, JANE, LocalDate.now(ZoneOffset.UTC).minusDays(day), 7);
        }
    }

    private boolean isMember() throws MessagingException {
        return james.instance(ListDirectory.class).members(LIST_ADDRESS).contains(JANE);
    }

    private SentMail notice() {
        assertThat(context.getSentMails()).hasSize(1);
        return context.getSentMails().get(0);
    }

    @Test
    void shouldCountADeadAddressOnceADay() throws Exception {
        String to = bounceAddress("jane@example.org");
        MailImpl first = bounce(to, DEAD);
        reader().service(first);
        reader().service(bounce(to, DEAD));

        assertThat(first.getState()).isEqualTo(Mail.GHOST);
        assertThat(scores().points(LIST_ADDRESS, JANE)).isEqualTo(1);
        assertThat(james.count("BounceReader.counted")).isEqualTo(1);
        assertThat(james.count("BounceReader.repeated")).isEqualTo(1);
        assertThat(context.getSentMails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, came back from you, 3 days", "ja, メールが届いていません, 3 日"})
    void shouldWarnTheMember(String language, String subject, String words) throws Exception {
        countedUntilYesterday(2);
        reader("language", language).service(bounce(bounceAddress("jane@example.org"), DEAD));

        SentMail notice = notice();
        assertThat(notice.getRecipients()).containsExactly(JANE);
        assertThat(notice.getSender()).isIn(null, MailAddress.nullSender());
        assertThat(notice.getMsg().getSubject()).contains(subject);
        assertThat(notice.getMsg().getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(notice.getMsg().getHeader("From")).containsExactly("example-owner@ml.example.ac.jp");
        assertThat(notice.getMsg().getContent().toString()).contains(words, DEAD);
        assertThat(isMember()).isTrue();
    }

    @Test
    void shouldTellTheOwnerAndRemoveNobodyByDefault() throws Exception {
        countedUntilYesterday(4);
        reader("owner", "owners@{domain}").service(bounce(bounceAddress("jane@example.org"), DEAD));

        assertThat(notice().getRecipients()).containsExactly(address("owners@ml.example.ac.jp"));
        assertThat(notice().getMsg().getContent().toString()).contains("still on the list", DEAD);
        assertThat(isMember()).isTrue();
        assertThat(scores().points(LIST_ADDRESS, JANE)).isEqualTo(5);
    }

    @Test
    void shouldRemoveTheMemberWhereItIsToldTo() throws Exception {
        countedUntilYesterday(4);
        String to = bounceAddress("jane@example.org");
        reader("remove", "true").service(bounce(to, DEAD));

        assertThat(notice().getMsg().getSubject()).contains("is off the list");
        assertThat(isMember()).isFalse();
        assertThat(scores().points(LIST_ADDRESS, JANE)).isZero();
        assertThat(james.count("BounceReader.removed")).isEqualTo(1);

        reader("remove", "true").service(bounce(to, DEAD));
        assertThat(james.count("BounceReader.forged")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            552 5.2.2 mailbox full                                                   | mailbox-full   | 0
            550 5.7.26 not accepted due to the domain's DMARC policy                 | dmarc-refusal  | 1
            550 5.7.515 Access denied, does not meet the required authentication     | policy-refusal | 1
            """)
    void shouldNotCountWhatIsNoFaultOfTheMember(String diagnostic, String outcome, int told) throws Exception {
        countedUntilYesterday(4);
        String to = bounceAddress("jane@example.org");

        reader("remove", "true").service(bounce(to, diagnostic));
        reader("remove", "true").service(bounce(to, diagnostic));

        assertThat(scores().points(LIST_ADDRESS, JANE)).isEqualTo(4);
        assertThat(isMember()).isTrue();
        assertThat(james.count("BounceReader." + outcome)).isEqualTo(2);
        assertThat(context.getSentMails()).hasSize(told).allSatisfy(notice -> assertThat(notice.getRecipients())
                .containsExactly(address("example-owner@ml.example.ac.jp")));
    }

    /** A token of another member, list or day, a changed one, none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "example-bounces+%s@ml.example.ac.jp:x",
                "example-bounces+%s@ml.example.ac.jp:999",
                "other-bounces+%s@ml.example.ac.jp:",
                "example-bounces+aaaaaaaaaaaaaaaaaaa@ml.example.ac.jp:",
                "example-bounces+zzz@ml.example.ac.jp:",
                "example-bounces@ml.example.ac.jp:",
                "example-bounces+jane=example.org@ml.example.ac.jp:"
            })
    void shouldDoNothingForAForgedBounce(String form) throws Exception {
        countedUntilYesterday(4);
        james.directory().list("other@ml.example.ac.jp", "jane@example.org");
        String token = bounceAddress("jane@example.org").replaceAll(".*\\+|@.*", "");
        String changed = form.endsWith(":x")
                ? token.substring(0, 18) + (token.endsWith("a") ? "b" : "a")
                : form.endsWith(":999") ? "999" + token.substring(3) : token;
        MailImpl forged = bounce(form.substring(0, form.indexOf(':')).formatted(changed), DEAD);

        reader("remove", "true").service(forged);

        assertThat(context.getSentMails()).isEmpty();
        assertThat(scores().points(LIST_ADDRESS, JANE)).isEqualTo(4);
        assertThat(isMember()).isTrue();
    }

    @Test
    void shouldHoldNoTokenAgainstWhoeverIsNoMember() throws Exception {
        MailImpl bounce = bounce(bounceAddress("left@example.org"), DEAD);
        reader().service(bounce);

        assertThat(bounce.getState()).isEqualTo(Mail.GHOST);
        assertThat(james.count("BounceReader.forged")).isEqualTo(1);
    }

    @Test
    void shouldLeaveOtherRecipientsAlone() throws Exception {
        MailImpl mail = bounce(bounceAddress("jane@example.org"), DEAD);
        mail.setRecipients(List.of(mail.getRecipients().iterator().next(), address("local@ml.example.ac.jp")));

        reader().service(mail);

        assertThat(mail.getRecipients()).containsExactly(address("local@ml.example.ac.jp"));
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(james.count("BounceReader.counted")).isEqualTo(1);
    }

    @Test
    void shouldSendOnWhatAPersonWrote() throws Exception {
        String to = bounceAddress("jane@example.org");
        reader().service(TestMail.of("From: jane@example.org\r\n\r\nPlease stop.\r\n", "jane@example.org", to));
        reader().service(TestMail.of(
                "From: jane@example.org\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n", "", to));

        assertThat(notice().getRecipients()).containsExactly(address("example-owner@ml.example.ac.jp"));
        assertThat(notice().getSender()).isEqualTo(JANE);
        assertThat(ListAttributes.get(bounce(to, DEAD), ListAttributes.LIST)).isEmpty();
        assertThat(scores().points(LIST_ADDRESS, JANE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "bounces, {list}-bounces+{member}@{domain}",
        "bounces, bounces+{token}@{domain}",
        "tokenDomain, ml.example.org",
        "threshold, 0",
        "warning, x",
        "forgetAfter, 1 hour",
        "remove, perhaps",
        "language, fr",
        "owner, nobody",
        "points, 3"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> reader(parameter, value))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("BounceReader: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
