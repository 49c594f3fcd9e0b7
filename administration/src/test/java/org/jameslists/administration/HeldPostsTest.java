package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.lists.HeldPostDecisions;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.mailets.ReleasePost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of held posts where something goes wrong between queue and repository. */
class HeldPostsTest {
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String PASS =
            "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp; dkim=pass header.d=example.ne.jp";
    private static final String TEMPERROR = "ml.example.ac.jp; dmarc=temperror header.from=example.ne.jp";

    @TempDir
    Path folder;

    private final TestRepository repository = new TestRepository();
    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private TestJames james;
    private HeldPosts posts;
    private MailAddress list;

    @BeforeEach
    void start() throws Exception {
        james = SampleJames.in(folder);
        posts = new HeldPosts(
                repository.store(),
                james.instance(HeldPostDecisions.class),
                james.instance(ListAuthenticationSettings.class));
        queues.createQueue(MailQueueFactory.SPOOL);
        list = new MailAddress(LIST);
    }

    private MailKey hold(String results, String heldBy) throws Exception {
        MailImpl mail = TestMail.of(
                "X-BeenThere: example@ml.example.ac.jp\r\nFrom: author@example.ne.jp\r\nSubject: one\r\n\r\nHello\r\n",
                "author@example.ne.jp",
                LIST);
        mail.setState("list-forged");
        TestReception.receive(mail, results);
        if (!heldBy.isEmpty()) {
            ListAttributes.set(mail, ListAttributes.HELD_BY, heldBy);
        }
        return repository.store(mail);
    }

    private HeldPostOutcome release(MailKey key, boolean asItCame) throws Exception {
        ReleaseWish wish = new ReleaseWish(Optional.empty(), asItCame, "a test");
        return posts.decide(
                list, key, new Release(new Spool(queues), () -> new String[] {"root", "list-approved"}, wish));
    }

    private List<Mail> queued() throws Exception {
        MemoryCacheableMailQueue queue = queues.getQueue(MailQueueFactory.SPOOL).orElseThrow();
        List<Mail> mails = new ArrayList<>();
        queue.browse().forEachRemaining((MailQueueItemView item) -> mails.add(item.getMail()));
        return mails;
    }

    private ReleasePost mailet() throws MessagingException {
        ReleasePost mailet = james.instance(ReleasePost.class);
        mailet.init(FakeMailetConfig.builder().build());
        return mailet;
    }

    @Test
    void aPostWhoseReleaseWasCutOffIsStillHeldAndGoesOnOnce() throws Exception {
        MailKey key = hold(PASS, "");
        repository.loseConnection(true);
        assertThatThrownBy(() -> release(key, false)).hasMessageContaining("the connection was lost");
        assertThat(repository.size()).isEqualTo(1);
        assertThat(queued()).hasSize(1);

        repository.loseConnection(false);
        assertThat(release(key, false)).isInstanceOf(HeldPostOutcome.Done.class);

        assertThat(repository.size()).isZero();
        List<String> states = new ArrayList<>();
        for (Mail mail : queued()) {
            mailet().service(mail);
            states.add(mail.getState());
        }
        assertThat(states).containsExactlyInAnyOrder("list", Mail.GHOST);
    }

    @Test
    void aPostThatWentOnBeforeItWasRemovedIsRemovedByTheNextDecision() throws Exception {
        MailKey key = hold(PASS, "");
        repository.loseConnection(true);
        assertThatThrownBy(() -> release(key, false)).hasMessageContaining("the connection was lost");
        mailet().service(queued().get(0));
        repository.loseConnection(false);

        HeldPostOutcome outcome = posts.decide(list, key, new Discarding("a test"));

        assertThat(outcome).isInstanceOf(HeldPostOutcome.Refused.class);
        assertThat(repository.size()).isZero();
        assertThat(queued()).hasSize(1);
    }

    @Test
    void aRejectionThatWasDecidedEndsAReleaseThatIsQueued() throws Exception {
        MailKey key = hold(PASS, "");
        repository.loseConnection(true);
        assertThatThrownBy(() -> release(key, false)).hasMessageContaining("the connection was lost");
        repository.loseConnection(false);
        assertThat(posts.decide(list, key, new Discarding("a test"))).isInstanceOf(HeldPostOutcome.Done.class);

        Mail queued = queued().get(0);
        mailet().service(queued);

        assertThat(queued.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void aPostIsStillHeldWhereTheQueueTakesNothing() throws Exception {
        MailKey key = hold(PASS, "");
        MemoryMailQueueFactory none = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
        Release release = new Release(
                new Spool(none),
                () -> new String[] {"list-approved"},
                new ReleaseWish(Optional.empty(), false, "a test"));

        assertThatThrownBy(() -> posts.decide(list, key, release)).hasMessageContaining("queue");

        assertThat(repository.size()).isEqualTo(1);
    }

    @Test
    void aPostOfAnUnknownAuthorIsAuthenticatedAnew() throws Exception {
        MailKey key = hold(TEMPERROR, "ToList");

        assertThat(release(key, false)).isInstanceOf(HeldPostOutcome.Done.class);

        assertThat(queued()).singleElement().satisfies(mail -> {
            assertThat(mail.getRecipients()).containsExactly(list);
            assertThat(ListAttributes.get(mail, ListAttributes.LIST)).isEmpty();
            assertThat(ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS))
                    .isEmpty();
            assertThat(ListAttributes.get(mail, ListAttributes.AUTHOR_STANDING)).isEmpty();
            assertThat(mail.getMessage().getHeader("X-BeenThere")).isNull();
            mailet().service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        });
    }

    @Test
    void aPostThatMayBeEditedGoesOnAsItIsOnly() throws Exception {
        MailKey key = hold(PASS, "ExpandMembers");

        assertThat(release(key, false))
                .isInstanceOfSatisfying(HeldPostOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .contains("ExpandMembers", "asItCame"));
        assertThat(release(key, true)).isInstanceOf(HeldPostOutcome.Done.class);
    }

    @Test
    void nothingIsReleasedWithoutTheProcessorForIt() throws Exception {
        MailKey key = hold(PASS, "");
        Release release = new Release(
                new Spool(queues), () -> new String[] {"root"}, new ReleaseWish(Optional.empty(), false, "a test"));

        assertThat(posts.decide(list, key, release))
                .isInstanceOfSatisfying(HeldPostOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .contains("list-approved"));
        assertThat(repository.size()).isEqualTo(1);
    }
}
