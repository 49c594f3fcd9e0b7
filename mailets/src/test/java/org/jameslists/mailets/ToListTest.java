package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestDirectory;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToListTest {
    private static final String AUTHOR = "author@example.ne.jp";
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String STAFF = "staff@ml.example.ac.jp";
    private static final String USER = "user@example.ac.jp";
    private static final String POST = "From: " + AUTHOR + "\r\nSubject: caf\u00e9\r\n\r\nHello\r\n";

    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private final TestDirectory directory = new TestDirectory()
            .list(LIST, "jane@example.org")
            .list(STAFF, "john@example.com")
            .alias("alias@ml.example.ac.jp", LIST);

    @TempDir
    private Path folder;

    private TestJames james;

    @BeforeEach
    void startJames() throws IOException {
        james = SampleJames.in(folder);
    }

    /** Every group is a list, unless the parameters name some. */
    private ToList toList(Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(parameters);
        all.putIfAbsent("lists", "*@*");
        return told(all, "");
    }

    /** With these parameters, and lines in the settings. */
    private ToList told(Map<String, String> parameters, String settings) throws Exception {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName("ToList").mailetContext(context);
        parameters.forEach(config::setProperty);
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\n" + settings);
        ToList mailet = new ToList(metrics, directory.lists(), james.instance(ListAuthenticationSettings.class));
        mailet.init(config.build());
        return mailet;
    }

    private static List<String> recipients(Mail mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Test
    @DisplayName("issue 12.2: a group is a list only if somebody said so")
    void shouldRefuseToTakeEveryGroupForAList() {
        assertThatThrownBy(() -> told(Map.of(), ""))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(
                        "ToList: parameter \"lists\" is missing, and \"lists\" in list-authentication.properties");
        assertThatCode(() -> told(Map.of("dryRun", "true"), "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                | lists=ml.example.ac.jp           | list
            ''                | lists=*@ml.example.ac.jp         | list
            ''                | lists=other@ml.example.ac.jp     | root
            ''                | lists=example.ac.jp, example.org | root
            ml.example.ac.jp  | lists=example.org                | list
            example.org       | lists=ml.example.ac.jp           | root
            """)
    void shouldTakeThePostsOfTheListsThatItIsTold(String parameter, String settings, String state) throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST);

        told(parameter.isEmpty() ? Map.of() : Map.of("lists", parameter), settings)
                .service(mail);

        assertThat(mail.getState()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, "Example@ML.example.ac.jp", "alias@ml.example.ac.jp"})
    void aPostGoesToTheListProcessor(String recipient) throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, recipient);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(mail.getMaybeSender().asString()).isEqualTo(AUTHOR);
        assertThat(ListAttributes.requireList(mail)).isEqualTo(new MailAddress(LIST));
        assertThat(mail.getRecipients()).containsExactly(new MailAddress(LIST));
        assertThat(context.getSentMails()).isEmpty();
        assertThat(metrics.countFor("jameslists.ToList.accepted")).isEqualTo(1);
    }

    @Test
    void aDryRunTakesNothingAndLeavesAPostThatWouldWait() throws Exception {
        for (MailImpl mail : List.of(TestMail.of(POST, AUTHOR, LIST, USER), unknown(0, LIST, USER))) {
            String before = TestMail.octets(mail);
            String state = mail.getState();

            toList(Map.of("dryRun", "true")).service(mail);

            assertThat(mail.getState()).isEqualTo(state);
            assertThat(recipients(mail)).containsExactlyInAnyOrder(LIST, USER);
            assertThat(TestMail.octets(mail)).isEqualTo(before);
            assertThat(ListAttributes.get(mail, ListAttributes.LIST)).isEmpty();
        }
        toList(Map.of("dryRun", "true")).service(TestMail.of(POST, AUTHOR, USER));

        assertThat(context.getSentMails()).isEmpty();
        assertThat(metrics.countFor("jameslists.ToList.dry-run")).isEqualTo(2);
        assertThat(metrics.countFor("jameslists.ToList.accepted")).isZero();
    }

    /** A post whose DMARC could not be looked up, as it comes back from the queue for the n-th time. */
    private static MailImpl unknown(int times, String... recipients) throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, recipients);
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=temperror reason=\"SERVFAIL\"");
        if (times > 0) {
            ListAttributes.set(mail, ListAttributes.POSTPONED, times + " 1795500000000");
        }
        return mail;
    }

    @ParameterizedTest(name = "after {0} times: {1} minutes")
    @CsvSource({"0, 5", "1, 5", "2, 60"})
    void aPostWhoseAuthorIsNotKnownWaits(int times, long minutes) throws Exception {
        MailImpl mail = unknown(times, LIST, STAFF, USER);

        toList(Map.of("delayTime", "2*5 minutes, 1 hour")).service(mail);

        SentMail waiting = context.getSentMails().get(0);
        assertThat(waiting.getDelay())
                .contains(new FakeMailContext.Delay(Duration.ofMinutes(minutes).toSeconds(), TimeUnit.SECONDS));
        assertThat(waiting.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(waiting.getRecipients()).extracting(MailAddress::asString).containsExactlyInAnyOrder(LIST, STAFF);
        assertThat(waiting.getAttributes())
                .doesNotContainKeys(ListAttributes.AUTHENTICATION_RESULTS, ListAttributes.AUTHOR_STANDING)
                .containsKey(ListAttributes.POSTPONED);
        assertThat(waiting.getMsg().getHeader("X-BeenThere")).isNull();
        assertThat(recipients(mail)).containsExactly(USER);
        assertThat(mail.getState()).isNotEqualTo("list");
        assertThat(metrics.countFor("jameslists.ToList.postponed")).isEqualTo(1);
    }

    @Test
    void aPostForListsAloneLeavesNothingBehindWhenItWaits() throws Exception {
        MailImpl mail = unknown(0, LIST);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(context.getSentMails()).hasSize(1);
    }

    @Test
    void aPostThatHasWaitedLongEnoughIsKeptAside() throws Exception {
        MailImpl mail = unknown(3, LIST);

        toList(Map.of("delayTime", "2*5 minutes, 1 hour", "refusedProcessor", "list-refused"))
                .service(mail);

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).contains("SERVFAIL").contains("tried 4 times since 2026-11-24T");
        assertThat(context.getSentMails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0*5 minutes", "5 minutes, 0 hours", "x*1 hour"})
    void aWrongDelayIsRefusedAtStartUp(String delays) {
        assertThatThrownBy(() -> toList(Map.of("delayTime", delays)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ToList: parameter \"delayTime\": \"" + delays + "\"");
    }

    @Test
    void aPostIsMarkedAndOtherwiseUntouched() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST);

        toList(Map.of()).service(mail);

        assertThat(TestMail.octets(mail)).isEqualTo("X-BeenThere: " + LIST + "\r\n" + POST);
    }

    @Test
    void eachListGetsAMailOfItsOwnAndOtherRecipientsStay() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST, "jane@example.org", STAFF, "alias@ml.example.ac.jp");
        mail.setState("root");

        toList(Map.of("processor", "lists")).service(mail);

        assertThat(recipients(mail)).containsExactly("jane@example.org");
        assertThat(mail.getState()).isEqualTo("root");
        assertThat(ListAttributes.list(mail)).isEmpty();
        assertThat(context.getSentMails())
                .extracting(SentMail::getState, sent -> sent.getRecipients().toString())
                .containsExactlyInAnyOrder(tuple("lists", "[" + LIST + "]"), tuple("lists", "[" + STAFF + "]"));
    }

    private static String sentTo(SentMail sent) {
        return sent.getState() + " " + sent.getRecipients();
    }

    @Test
    void aForwardToTheListIsTheList() throws Exception {
        directory.add(USER, Mapping.forward(LIST));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(recipients(mail)).containsExactly(LIST);
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void whoForwardsToTheListGetsTheCopyThatIsKeptAndOtherTargetsGetTheirs() throws Exception {
        directory
                .add(USER, Mapping.forward(LIST))
                .add(USER, Mapping.forward(USER))
                .add(USER, Mapping.forward("away@example.net"));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER, "jane@example.org");
        mail.setState("root");

        toList(Map.of("mailboxesProcessor", "local")).service(mail);

        assertThat(recipients(mail)).containsExactly("jane@example.org");
        assertThat(context.getSentMails())
                .extracting(ToListTest::sentTo)
                .containsExactly("local [" + USER + "]", "root [away@example.net]", "list [" + LIST + "]");
        assertThat(context.getSentMails())
                .extracting(sent -> sent.getAttributes().containsKey(ListAttributes.LIST))
                .containsExactly(false, false, true);
        assertThat(metrics.countFor("jameslists.ToList.forwarded")).isEqualTo(2);
    }

    @Test
    void nobodyGetsTwoCopiesBecauseTwoRecipientsLeadThere() throws Exception {
        directory
                .add(USER, Mapping.forward(LIST))
                .add(USER, Mapping.forward("away@example.net"))
                .add("alias@example.ac.jp", Mapping.alias(USER))
                .add("boss@example.ac.jp", Mapping.forward("away@example.net"));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER, "alias@example.ac.jp", "boss@example.ac.jp", LIST);
        mail.setState("root");

        toList(Map.of()).service(mail);

        assertThat(recipients(mail)).containsExactly("boss@example.ac.jp");
        assertThat(context.getSentMails()).extracting(ToListTest::sentTo).containsExactly("list [" + LIST + "]");
    }

    @Test
    void whatLeadsNowhereBesidesTheListIsKeptWithTheReason() throws Exception {
        directory
                .add(USER, Mapping.forward(LIST))
                .add(USER, Mapping.forward("gone@example.ac.jp"))
                .add("gone@example.ac.jp", Mapping.error("554 gone"));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER);

        toList(Map.of("refusedProcessor", "list-refused")).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sentTo(sent)).isEqualTo("list-refused [gone@example.ac.jp]");
            assertThat(sent.getAttributes()
                            .get(ListAttributes.REASON)
                            .getValue()
                            .value())
                    .isEqualTo("for a list and for gone@example.ac.jp, which is mapped to an error: 554 gone");
        });
    }

    @Test
    void whatLeadsToNoListIsLeftToJamesWithAllItsFaults() throws Exception {
        directory
                .add(USER, Mapping.forward("gone@example.ac.jp"))
                .add("gone@example.ac.jp", Mapping.error("554 gone"))
                .add("a@example.ac.jp", Mapping.alias("b@example.ac.jp"))
                .add("b@example.ac.jp", Mapping.alias("a@example.ac.jp"));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER, "a@example.ac.jp", "example+x@ml.example.ac.jp");
        mail.setState("root");

        toList(Map.of()).service(mail);

        assertThat(recipients(mail)).containsExactly(USER, "a@example.ac.jp", "example+x@ml.example.ac.jp");
        assertThat(mail.getState()).isEqualTo("root");
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void aBounceToOneWhoForwardsToTheListReachesTheMailboxAlone() throws Exception {
        directory.add(USER, Mapping.forward(LIST)).add(USER, Mapping.forward(USER));
        MailImpl mail = TestMail.of(POST, "", USER);

        toList(Map.of("refusedProcessor", "list-refused")).service(mail);

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(context.getSentMails())
                .extracting(ToListTest::sentTo)
                .containsExactly("local-delivery [" + USER + "]");
    }

    @Test
    void aListThatIsNotServedStaysJamesOwnMatter() throws Exception {
        directory.add(USER, Mapping.forward(LIST)).add(USER, Mapping.forward(STAFF));
        MailImpl mail = TestMail.of(POST, AUTHOR, USER);

        toList(Map.of("lists", STAFF)).service(mail);

        assertThat(recipients(mail)).containsExactly(STAFF);
        assertThat(context.getSentMails()).extracting(ToListTest::sentTo).containsExactly("root [" + LIST + "]");
    }

    @Test
    void aMailThatGoesThroughAQueueHasNoRawOctetsInItsHeader() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST, STAFF);

        toList(Map.of()).service(mail);

        assertThat(context.getSentMails().get(0).getMsg().getHeader("Subject"))
                .containsExactly("=?unknown-8bit?Q?caf=E9?=");
        assertThat(TestMail.octets(mail)).endsWith(POST);
    }

    @Test
    void aMailToListsOnlyLeavesNothingBehind() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST, STAFF);

        toList(Map.of()).service(mail);

        assertThat(recipients(mail)).containsExactly(STAFF);
        assertThat(mail.getState()).isEqualTo("list");
        assertThat(context.getSentMails()).hasSize(1);
    }

    @Test
    void otherMailPasses() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, "jane@example.org", "example-bounces@ml.example.ac.jp");
        mail.setState("root");

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("root");
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(TestMail.octets(mail)).isEqualTo(POST);
    }

    @Test
    void onlyTheListsNamedAreServed() throws Exception {
        ToList mailet = toList(Map.of("lists", "other@example.org, staff@*"));
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST, STAFF);
        mail.setState("root");

        mailet.service(mail);

        assertThat(recipients(mail)).containsExactly(LIST);
        assertThat(context.getSentMails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\r\n",
                "auto-submitted: Auto-Replied (vacation); owner-email=\"a@example.org\"\r\n",
                "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=x\r\n",
                "Content-Type: Multipart/Report; boundary=x; report-type=\"disposition-notification\"\r\n",
                "X-BeenThere: other@example.org\r\nX-BeenThere: Example@ML.example.ac.jp\r\n"
            })
    void whatIsNoPostNeverReachesTheList(String field) throws Exception {
        MailImpl mail = TestMail.of(field + POST, AUTHOR, LIST);

        toList(Map.of("refusedProcessor", "list-refused")).service(mail);

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).startsWith("not for list " + LIST + ": it ");
        assertThat(ListAttributes.get(mail, ListAttributes.REASON)).contains(mail.getErrorMessage());
        assertThat(TestMail.octets(mail)).isEqualTo(field + POST);
        assertThat(metrics.countFor("jameslists.ToList.refused")).isEqualTo(1);
        assertThat(metrics.countFor("jameslists.ToList.accepted")).isZero();
    }

    @Test
    @DisplayName("complaint 16: a bounce is not sent to the list again")
    void aBounceNeverReachesTheList() throws Exception {
        MailImpl mail = TestMail.of(POST, "", LIST);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).contains("its envelope sender is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no\r\n",
                "Auto-Submitted: auto-generated\r\n",
                "Content-Type: multipart/report; report-type=feedback-report\r\n",
                "Content-Type: multipart/mixed; boundary=delivery-status\r\n",
                "X-BeenThere: other@example.org\r\n"
            })
    void whatOnlyLooksAlikeIsAPost(String field) throws Exception {
        MailImpl mail = TestMail.of(field + POST, AUTHOR, LIST);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
    }

    @Test
    void theListsOwnMailIsStoppedForThatListOnly() throws Exception {
        MailImpl mail = TestMail.of("X-BeenThere: " + LIST + "\r\n" + POST, AUTHOR, LIST, STAFF);

        toList(Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(recipients(mail)).containsExactly(STAFF);
        assertThat(context.getSentMails()).extracting(SentMail::getState).containsExactly("list-refused");
    }

    @Test
    void aWrongParameterIsRefusedAtStartUp() {
        assertThatThrownBy(() -> toList(Map.of("proccessor", "list")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ToList: parameter \"proccessor\": \"list\"");
        assertThatThrownBy(() -> toList(Map.of("lists", "example")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ToList: parameter \"lists\": \"example\"");
    }
}
