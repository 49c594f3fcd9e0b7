package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.lists.HeldPostDecisions;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.ListOwners;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SecretFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldPostDigestsTest {
    private static final String LIST = "example@ml.example.ac.jp";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private final TestRepository repository = new TestRepository();
    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private TestJames james;

    @BeforeEach
    void start() throws Exception {
        james = SampleJames.in(folder);
        configure("held.secret=ml.example.ac.jp");
        queues.createQueue(MailQueueFactory.SPOOL);
    }

    private void configure(String... more) throws Exception {
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\n" + String.join("\n", more) + "\n");
    }

    /** One of several servers. */
    private HeldPostDigests node() throws Exception {
        ListAuthenticationSettings settings = james.instance(ListAuthenticationSettings.class);
        Spool spool = new Spool(queues);
        return new HeldPostDigests(
                new HeldPosts(repository.store(), james.instance(HeldPostDecisions.class), settings),
                new HeldPostDigests.Desk(
                        james.instance(ListDirectory.class),
                        james.instance(ListState.class),
                        new AnswerAddresses(settings, james.instance(SecretFiles.class)),
                        new OwnerMail(james.instance(ListOwners.class), spool, settings)),
                settings);
    }

    private MailKey hold(String list, String subject, Instant since) throws Exception {
        MailImpl mail = TestMail.of(
                "From: Jane <jane@example.ne.jp>\r\nSubject: " + subject + "\r\n\r\nHello\r\n",
                "jane@example.ne.jp",
                list);
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=none header.from=example.ne.jp");
        ListAttributes.set(mail, ListAttributes.LIST, list);
        ListAttributes.tell(mail, ListAttributes.REASON, "jane@example.ne.jp may not post");
        mail.setLastUpdated(Date.from(since));
        return repository.store(mail);
    }

    private List<Mail> sent() throws Exception {
        List<Mail> mails = new ArrayList<>();
        queues.getQueue(MailQueueFactory.SPOOL)
                .orElseThrow()
                .browse()
                .forEachRemaining((MailQueueItemView item) -> mails.add(item.getMail()));
        return mails;
    }

    @ParameterizedTest
    @CsvSource({"en, example: 2 posts are held, Why, answer this mail", "ja, example: 2 件の投稿が保留, 理由, 返信すると"})
    void shouldSayWhoWhatAndWhy(String language, String subject, String why, String how) throws Exception {
        configure("held.secret=ml.example.ac.jp", "held.language=" + language);
        MailKey one = hold(LIST, "one", NOW);
        hold(LIST, "two", NOW);

        node().look(NOW);

        assertThat(sent()).hasSize(1);
        Mail digest = sent().get(0);
        assertThat(digest.getRecipients()).containsExactly(new MailAddress("example-owner@ml.example.ac.jp"));
        assertThat(digest.hasSender()).isFalse();
        assertThat(digest.getMessage().getSubject()).contains(subject);
        assertThat(digest.getMessage().getHeader("Reply-To")[0])
                .matches("example-owner\\+[0-9a-z]{19}@ml\\.example\\.ac\\.jp");
        String text = digest.getMessage().getContent().toString();
        assertThat(text)
                .contains(
                        "[" + HeldPostId.of(one).text() + "]",
                        "Jane <jane@example.ne.jp>",
                        "one",
                        "two",
                        why + ": jane@example.ne.jp may not post",
                        "2026-11-25 12:00 UTC",
                        how);
        assertThat(HeldPostCommand.in(text)).isEmpty();
    }

    @Test
    void shouldTellOfNewPostsOnceAnHourAndRemindOnceADay() throws Exception {
        hold(LIST, "one", NOW);
        node().look(NOW);
        assertThat(sent()).hasSize(1);

        hold(LIST, "two", NOW.plusSeconds(60));
        node().look(NOW.plus(Duration.ofMinutes(59)));
        assertThat(sent()).hasSize(1);
        node().look(NOW.plus(Duration.ofMinutes(60)));
        assertThat(sent()).hasSize(2);

        node().look(NOW.plus(Duration.ofHours(24)));
        assertThat(sent()).hasSize(2);
        node().look(NOW.plus(Duration.ofHours(25)));
        assertThat(sent()).hasSize(3);
    }

    @Test
    void shouldSendOneForAllServers() throws Exception {
        hold(LIST, "one", NOW);
        HeldPostDigests first = node();
        HeldPostDigests second = node();
        first.look(NOW);
        second.look(NOW);

        assertThat(sent()).hasSize(1);
    }

    @Test
    void shouldWriteToEachOwnerOfAGroup() throws Exception {
        james.directory().list("example-owner@ml.example.ac.jp", "a@example.org", "b@example.org");
        hold(LIST, "one", NOW);
        node().look(NOW);

        assertThat(sent().get(0).getRecipients())
                .containsExactlyInAnyOrder(new MailAddress("a@example.org"), new MailAddress("b@example.org"));
    }

    @Test
    void shouldSayNothingOfWhatIsForNoList() throws Exception {
        hold("nobody@ml.example.ac.jp", "one", NOW);
        node().look(NOW);

        assertThat(sent()).isEmpty();
    }

    @Test
    void shouldLeadToWebAdminWhereOwnersCannotAnswer() throws Exception {
        configure();
        hold(LIST, "one", NOW);
        node().look(NOW);

        assertThat(sent().get(0).getMessage().getHeader("Reply-To")).isNull();
        assertThat(sent().get(0).getMessage().getContent().toString()).contains("/lists/example@ml.example.ac.jp/held");
    }

    @Test
    void shouldTryAgainWhereItCouldNotBeSent() throws Exception {
        hold(LIST, "one", NOW);
        MemoryMailQueueFactory none = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
        ListAuthenticationSettings settings = james.instance(ListAuthenticationSettings.class);
        HeldPostDigests broken = new HeldPostDigests(
                new HeldPosts(repository.store(), james.instance(HeldPostDecisions.class), settings),
                new HeldPostDigests.Desk(
                        james.instance(ListDirectory.class),
                        james.instance(ListState.class),
                        new AnswerAddresses(settings, james.instance(SecretFiles.class)),
                        new OwnerMail(james.instance(ListOwners.class), new Spool(none), settings)),
                settings);
        assertThatThrownBy(() -> broken.look(NOW)).hasMessageContaining("no queue");

        node().look(NOW);
        assertThat(sent()).hasSize(1);
    }
}
