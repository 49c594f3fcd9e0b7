package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class ListRequestsTest extends MailetTest {
    private static final String JANE = "jane@example.org";
    private static final String LEAVE = "example-leave@ml.example.ac.jp";
    private static final String JOIN = "example-join@ml.example.ac.jp";
    private static final String REQUEST = "example-request@ml.example.ac.jp";
    private static final String PASS = "dmarc=pass header.from=example.org";
    private static final String NONE = "dmarc=none header.from=example.org";
    private static final String FAIL = "dmarc=fail header.from=example.org policy.published-domain-policy=reject";
    private static final Map<String, String> CLOSED = Map.of("refused", "list-refused");
    private static final Map<String, String> CONFIRMED = Map.of("refused", "list-refused", "joining", "confirmed");

    private MailImpl write(Map<String, String> parameters, String results, String header, String... to)
            throws MessagingException {
        MailImpl mail = TestMail.of(header + "\r\n\r\nplease\r\n", JANE, to);
        mail.setState("root");
        TestReception.receive(mail, "ml.example.ac.jp; " + results);
        mailet(ListRequests.class, parameters).service(mail);
        return mail;
    }

    private MailImpl jane(Map<String, String> parameters, String results, String to) throws MessagingException {
        return write(parameters, results, "From: Jane <" + JANE + ">\r\nMessage-ID: <1@example.org>", to);
    }

    private List<String> members() throws Exception {
        return james.instance(ListDirectory.class).members(new MailAddress(LIST)).stream()
                .map(MailAddress::asString)
                .sorted()
                .toList();
    }

    private Header onlyAnswer() throws Exception {
        assertThat(context.getSentMails()).hasSize(1);
        SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getState()).isEqualTo("list-notice");
        assertThat(sent.getSender()).isIn(null, MailAddress.nullSender());
        assertThat(sent.getRecipients()).containsExactly(new MailAddress(JANE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sent.getMsg().writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).matches("[\\x00-\\x7f]*");
        Header header = Message.read(ByteSource.wrap(bytes.toByteArray())).header();
        assertThat(header.first("From").orElseThrow().text()).isEqualTo(REQUEST);
        assertThat(header.first("Auto-Submitted").orElseThrow().text()).isEqualTo("auto-replied");
        assertThat(header.first("In-Reply-To").orElseThrow().text()).isEqualTo("<1@example.org>");
        return header;
    }

    private static void assertRefused(Mail mail, String reason) {
        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(ListAttributes.get(mail, ListAttributes.REASON).orElseThrow())
                .contains(reason);
    }

    @Test
    void anAuthenticatedMemberLeavesAtOnce() throws Exception {
        MailImpl mail = jane(CLOSED, PASS, LEAVE);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(members()).containsExactly("john@example.com");
        Header answer = onlyAnswer();
        assertThat(answer.first("Subject").orElseThrow().text()).isEqualTo("You have left " + LIST);
        assertThat(answer.first("Reply-To")).isEmpty();
    }

    @Test
    void anyOtherMemberIsAskedAndLeavesByAnsweringOnce() throws Exception {
        jane(CLOSED, NONE, LEAVE);

        assertThat(members()).contains(JANE);
        String confirm = onlyAnswer().first("Reply-To").orElseThrow().text();
        assertThat(confirm).matches("example-confirm\\+[0-9a-v]+-[a-z2-7]{16}@ml\\.example\\.ac\\.jp");
        assertThat(confirm.indexOf('@')).isLessThan(64);

        assertRefused(write(CLOSED, NONE, "From: john@example.com", confirm), "its token is none for its author");
        assertRefused(
                jane(CLOSED, NONE, confirm.replace("example-", "other-"))
                                .getState()
                                .equals("root")
                        ? jane(CLOSED, NONE, confirm.replaceFirst("[a-z2-7]@", "@"))
                        : null,
                "its token is none");
        assertThat(members()).hasSize(2);

        context.resetSentMails();
        jane(CLOSED, NONE, confirm.toUpperCase(Locale.ROOT));
        assertThat(members()).containsExactly("john@example.com");

        james.directory().list(LIST, JANE);
        assertRefused(jane(CLOSED, NONE, confirm), "was used before");
        assertThat(members()).contains(JANE);
    }

    @Test
    void whoIsNoMemberLearnsItOnlyForTheirOwnAddress() throws Exception {
        assertRefused(
                write(CLOSED, NONE, "From: stranger@example.net", LEAVE),
                "its author is not authenticated, and no member");
        assertThat(context.getSentMails()).isEmpty();

        write(CLOSED, "dmarc=pass header.from=example.net", "From: stranger@example.net", LEAVE);
        assertThat(context.getSentMails())
                .singleElement()
                .satisfies(sent -> assertThat(sent.getMsg().getSubject()).isEqualTo("You are not on " + LIST));
    }

    @ParameterizedTest
    @CsvSource({PASS + ", You are on", NONE + ", Do you want to join"})
    void somebodyJoinsWhereThisIsAllowed(String results, String subject) throws Exception {
        james.directory()
                .table()
                .removeMapping(
                        org.apache.james.rrt.lib.MappingSource.parse(LIST),
                        org.apache.james.rrt.lib.Mapping.group(JANE));

        jane(CONFIRMED, results, JOIN);

        Header answer = onlyAnswer();
        assertThat(answer.first("Subject").orElseThrow().text()).startsWith(subject);
        if (answer.first("Reply-To").isPresent()) {
            assertThat(members()).doesNotContain(JANE);
            String confirm = answer.first("Reply-To").get().text();
            assertRefused(jane(CLOSED, NONE, confirm), "its token is none");
            jane(CONFIRMED, NONE, confirm);
        }
        assertThat(members()).contains(JANE);
    }

    @Test
    void nobodyJoinsUnlessThisIsAllowed() throws Exception {
        write(CLOSED, "dmarc=pass header.from=example.net", "From: stranger@example.net", JOIN);

        assertThat(members()).doesNotContain("stranger@example.net");
        assertThat(context.getSentMails().get(0).getMsg().getSubject()).contains("takes members by its owner");
    }

    @Test
    void aListCannotBePutOnAnother() throws Exception {
        james.directory().list("other@ml.example.ac.jp", JANE);

        assertRefused(
                write(CONFIRMED, "dmarc=pass header.from=ml.example.ac.jp", "From: other@ml.example.ac.jp", JOIN),
                "is a list");
    }

    @Test
    void helpIsInTheLanguageOfTheList() throws Exception {
        write(Map.of("language", "ja"), PASS, "From: " + JANE + "\r\nMessage-ID: <1@example.org>", REQUEST);

        onlyAnswer();
        assertThat(context.getSentMails().get(0).getMsg().getSubject()).isEqualTo("メーリングリスト " + LIST + " について");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied (vacation)",
                "Precedence: Bulk",
                "List-Id: <other.example.org>",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "X-BeenThere: " + LIST
            })
    void noProgramIsAnswered(String field) throws Exception {
        assertThat(write(CLOSED, PASS, "From: " + JANE + "\r\n" + field, LEAVE).getState())
                .isEqualTo("list-refused");
        assertThat(members()).contains(JANE);
        assertThat(context.getSentMails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        FAIL + ", From: " + JANE + ", its author is forged",
        PASS + ", 'From: " + JANE + ", john@example.com', From does not name one author",
        PASS + ", Subject: none, From does not name one author"
    })
    void whoeverIsNotKnownIsNotAnswered(String results, String from, String reason) throws Exception {
        assertRefused(write(CLOSED, results, from, LEAVE), reason);
        assertThat(members()).hasSize(2);
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void aBounceIsNotAnswered() throws Exception {
        MailImpl mail = TestMail.of("From: " + JANE + "\r\n\r\n\r\n", "", LEAVE);
        TestReception.receive(mail, "ml.example.ac.jp; " + PASS);

        mailet(ListRequests.class, CLOSED).service(mail);

        assertRefused(mail, "envelope sender is empty");
    }

    @Test
    void nobodyIsAnsweredTooOften() throws Exception {
        Map<String, String> two = new HashMap<>(CLOSED);
        two.put("perDay", "2");

        jane(two, NONE, LEAVE);
        jane(two, NONE, LEAVE);
        assertRefused(jane(two, NONE, LEAVE), "was sent 2 answers today");

        assertThat(context.getSentMails()).hasSize(2);
    }

    @Test
    void otherRecipientsStayWithTheMail() throws Exception {
        MailImpl mail = write(
                CLOSED,
                PASS,
                "From: " + JANE + "\r\nMessage-ID: <1@example.org>",
                LEAVE,
                LIST,
                "example-owner@ml.example.ac.jp",
                "example-leave@example.org");

        assertThat(mail.getState()).isEqualTo("root");
        assertThat(mail.getRecipients())
                .containsExactly(new MailAddress(LIST), new MailAddress("example-leave@example.org"));
        assertThat(context.getSentMails()).anySatisfy(sent -> {
            assertThat(sent.getState()).isEqualTo("root");
            assertThat(sent.getRecipients()).containsExactly(new MailAddress("postmaster@ml.example.ac.jp"));
        });
    }

    @Test
    void anOwnerWhomJamesKnowsIsLeftToJames() throws Exception {
        james.directory().alias("example-owner@ml.example.ac.jp", "owner@ml.example.ac.jp");

        assertThat(write(CLOSED, PASS, "From: " + JANE, "example-owner@ml.example.ac.jp")
                        .getRecipients())
                .containsExactly(new MailAddress("example-owner@ml.example.ac.jp"));
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void aListWithSuchANameIsAListAndAnAliasOfAListHasItsAddresses() throws Exception {
        james.directory().list("example-leave@ml.example.ac.jp", JANE).alias("news@ml.example.ac.jp", LIST);

        assertThat(jane(CLOSED, PASS, LEAVE).getState()).isEqualTo("root");
        assertThat(jane(CLOSED, PASS, "news-leave@ml.example.ac.jp").getState()).isEqualTo(Mail.GHOST);
        assertThat(members()).containsExactly("john@example.com");
    }

    @Test
    void onlyTheListsNamedAreServed() throws Exception {
        assertThat(jane(Map.of("lists", "*@example.org"), PASS, LEAVE).getState())
                .isEqualTo("root");
    }

    @Test
    void withoutASecretOnlyTheAuthenticatedAreServed() throws Exception {
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\n");

        assertThatThrownBy(() -> mailet(ListRequests.class, CONFIRMED))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("parameter \"joining\"")
                .hasMessageContaining("members.secret");
        assertRefused(jane(CLOSED, NONE, LEAVE), "cannot be asked");
        jane(CLOSED, PASS, LEAVE);
        assertThat(members()).containsExactly("john@example.com");
    }

    @Test
    void jamesDoesNotStartWithASecretThatIsNotThere() throws Exception {
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\nmembers.secret=example.org\n");

        assertThatThrownBy(() -> mailet(ListRequests.class, CLOSED))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("keys/example.org.secret");
    }
}
