package org.jameslists.administration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Message;
import org.jameslists.mailets.ListMailet;

import com.google.inject.Inject;

/**
 * Reads what owners answer to a digest of held posts, and releases, rejects or discards what they name:
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.administration.HeldPostAnswers"/>
 * }</pre>
 *
 * <p>Put it into {@code root}, before {@code ToList}. The address of an answer has a token, {@code held.secret} signs it; mail
 * to an owner without one is left alone. The owner is told what was done.
 */
public class HeldPostAnswers extends ListMailet {
    private final Office office;

    /** Who carries answers out, and says so. */
    static final class Office {
        private final HeldPosts posts;
        private final HeldPostAction.Decisions decisions;
        private final AnswerAddresses addresses;
        private final OwnerMail ownerMail;

        @Inject
        Office(HeldPosts posts, HeldPostAction.Decisions decisions, AnswerAddresses addresses, OwnerMail ownerMail) {
            this.posts = posts;
            this.decisions = decisions;
            this.addresses = addresses;
            this.ownerMail = ownerMail;
        }
    }

    /** Decides about held posts. */
    @Inject
    HeldPostAnswers(MetricFactory metrics, Office office) {
        super(metrics, "answered", "automatic");
        this.office = office;
    }

    @Override
    protected void configure(Parameters parameters) {
        // nothing to be said
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        for (MailAddress recipient : List.copyOf(left)) {
            Optional<MailAddress> list = office.addresses.list(recipient);
            if (list.isPresent()) {
                answer(mail, list.get());
                left.remove(recipient);
                mail.setRecipients(left);
            }
        }
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    private void answer(Mail mail, MailAddress list) throws MessagingException {
        try {
            Message message = MailMessage.read(mail);
            if (!mail.hasSender() || !message.header().all("Auto-Submitted").isEmpty()) {
                note(
                        mail,
                        "automatic",
                        () -> "to the owner of list " + list.asString() + " is by a program: it decides nothing");
                return;
            }
            List<HeldPostCommand> commands = HeldPostCommand.in(PostText.of(message));
            String by = "an answer to the digest from " + mail.getMaybeSender().asString();
            List<String> outcomes = new ArrayList<>();
            for (HeldPostCommand command : commands) {
                for (HeldPostId post : command.posts()) {
                    outcomes.add(post.text() + ": " + carryOut(list, post, office.decisions.of(command.order(by))));
                }
            }
            note(
                    mail,
                    "answered",
                    () -> "of list " + list.asString() + " decides about " + outcomes.size() + " held posts");
            office.ownerMail.send(
                    list,
                    office.addresses.of(list),
                    list.getLocalPart() + ": held posts",
                    outcomes.isEmpty()
                            ? "Your answer decides about no post: no line of it was understood.\n"
                            : String.join("\n", outcomes) + "\n");
        } catch (IOException e) {
            throw new MessagingException(
                    "the answer " + mail.getName() + " cannot be carried out: " + e.getMessage(), e);
        }
    }

    private String carryOut(MailAddress list, HeldPostId post, HeldPosts.Decision decision)
            throws MessagingException, IOException {
        List<MailKey> keys = office.posts.each(list, held -> held.key()).stream()
                .filter(key -> HeldPostId.of(key).equals(post))
                .toList();
        HeldPostOutcome outcome =
                keys.size() == 1 ? office.posts.decide(list, keys.get(0), decision) : new HeldPostOutcome.NotHeld();
        if (outcome instanceof HeldPostOutcome.Done done) {
            return done.words();
        }
        return outcome instanceof HeldPostOutcome.Refused refused ? refused.reason() : "not held any more";
    }
}
