package org.jameslists.mailets;

import java.io.IOException;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.HeldPostDecisions;
import org.jameslists.james.lists.ReleaseWay;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Lets a held post go on that somebody released over WebAdmin, once: a second release of the same post ends here. Put it
 * first into the processor {@code list-approved}, to which the release hands the post:
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ReleasePost">
 *   <processor>list</processor>
 * </mailet>
 * }</pre>
 *
 * <p>A post that is to go on as it came stays in this processor: ExpandMembers and delivery come next there, and nothing
 * that rewrites From or signs. One whose author was unknown goes to {@code root}, to be authenticated anew. Every other
 * one goes to the list's processor.
 */
public class ReleasePost extends ListMailet {
    private final HeldPostDecisions decisions;
    private String processor;

    /** Asks here which release of a post came first. */
    @Inject
    public ReleasePost(MetricFactory metrics, HeldPostDecisions decisions) {
        super(metrics, "released", "repeated");
        this.decisions = decisions;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.processor("processor", "list");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        String held = ListAttributes.get(mail, ListAttributes.RELEASED_FROM)
                .orElseThrow(() -> new MessagingException("mail " + mail.getName()
                        + " was not released: release held posts with PATCH /lists/LIST/held/KEY?action=release"));
        if (!decide(held, mail.getName())) {
            mail.setState(Mail.GHOST);
            note(mail, "repeated", () -> "ends: held post " + held + " was released, rejected or discarded before");
            return;
        }
        ReleaseWay way = way(mail);
        switch (way) {
            case CONTINUE -> mail.setState(processor);
            case ANEW -> mail.setState(Mail.DEFAULT);
            case AS_IT_CAME -> {
                // It stays here, with the mailets that follow.
            }
        }
        note(mail, "released", () -> "goes on, " + way.word() + ", after it was held as " + held);
    }

    private boolean decide(String held, String name) throws MessagingException {
        try {
            return decisions.decide(held, name);
        } catch (IOException e) {
            throw new MessagingException(
                    "the release of held post " + held + " cannot be written down: " + e.getMessage(), e);
        }
    }

    private static ReleaseWay way(Mail mail) throws MessagingException {
        Optional<String> word = ListAttributes.get(mail, ListAttributes.RELEASE_WAY);
        try {
            return ReleaseWay.of(word.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("mail " + mail.getName() + ": " + e.getMessage(), e);
        }
    }
}
