package org.jameslists.administration;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.PostGuard;
import org.jameslists.james.lists.ReleaseWay;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Sends a held post on. It goes to the processor {@value #PROCESSOR}, where {@code ReleasePost} lets only one release
 * of each post pass.
 *
 * <p>The author's standing decides how a post may be released. A post that may be forged goes on only as it came, or if
 * the operator states that its author was verified by hand. The log records that.
 */
final class Release implements HeldPosts.Decision {
    /** The processor for released posts. */
    static final String PROCESSOR = "list-approved";

    /**
     * Mailets that hold posts before the list edits them. After any other mailet, the list may already have edited the
     * post, and would edit it again.
     */
    private static final Set<String> HOLDS_BEFORE_EDITS = Set.of("ToList");

    private final Spool spool;
    private final Supplier<String[]> processors;
    private final ReleaseWish wish;

    /**
     * A release.
     *
     * @param processors returns the names of the processors of this James
     */
    Release(Spool spool, Supplier<String[]> processors, ReleaseWish wish) {
        this.spool = spool;
        this.processors = processors;
        this.wish = wish;
    }

    /** Creates releases. James' parts are injected once. */
    static final class Factory {
        private final Spool spool;
        private final CompositeProcessorImpl processors;

        @Inject
        Factory(Spool spool, CompositeProcessorImpl processors) {
            this.spool = spool;
            this.processors = processors;
        }

        Release of(ReleaseWish wish) {
            return new Release(spool, processors::getProcessorStates, wish);
        }
    }

    @Override
    public Optional<String> objection(HeldPost post) throws MessagingException {
        if (!Arrays.asList(processors.get()).contains(PROCESSOR)) {
            return Optional.of("mailetcontainer.xml has no processor '" + PROCESSOR
                    + "', which released posts need. Add the one in docs/mailets/ReleasePost.md.");
        }
        Mail mail = post.mail();
        Header header = MailMessage.read(mail).header();
        if (wish.asItCame()) {
            return Optional.empty();
        }
        Optional<String> editedBy =
                ListAttributes.get(mail, ListAttributes.HELD_BY).filter(mailet -> !HOLDS_BEFORE_EDITS.contains(mailet));
        if (editedBy.isPresent()) {
            return Optional.of("It was held by " + editedBy.get() + ", so the list may already have edited it."
                    + " Release it with asItCame=true, or reject it and ask its author to post again.");
        }
        if (wish.verifiedAuthor().isPresent()) {
            return objection(header, wish.verifiedAuthor().get());
        }
        return standing(mail, header) instanceof AuthorStanding.Forged forged
                ? Optional.of("It may be forged: " + forged.reason() + ". Release it with asItCame=true, unmunged"
                        + " and unsigned, or with verifiedAuthor=ADDRESS after you have asked its author.")
                : Optional.empty();
    }

    private static Optional<String> objection(Header header, MailAddress verified) {
        List<Mailbox> authors = header.all("From").stream()
                .flatMap(from -> AddressList.parse(from).mailboxes().stream())
                .toList();
        boolean one = header.all("From").size() == 1 && authors.size() == 1;
        return one && authors.get(0).address().equalsIgnoreCase(verified.asString())
                ? Optional.empty()
                : Optional.of("verifiedAuthor is not the one author of the post: From has "
                        + authors.stream().map(Mailbox::address).toList() + ".");
    }

    /** The author's standing; unknown if the post was never authenticated. */
    static AuthorStanding standing(Mail mail, Header header) throws MessagingException {
        return ReceptionResults.isSet(mail, header)
                ? AuthorStandings.of(mail, header)
                : new AuthorStanding.Unknown("the post was not authenticated");
    }

    /**
     * Empty: the mailet {@code ReleasePost} stores the decision, so that a post stays held if its release is lost with
     * a queue.
     */
    @Override
    public Optional<String> word() {
        return Optional.empty();
    }

    @Override
    public String carryOut(HeldPost post) throws MessagingException, IOException {
        Message message = MailMessage.read(post.mail());
        ReleaseWay way = way(post.mail(), message.header());
        MailImpl released = MailImpl.duplicateWithoutMessage(post.mail()).build();
        // If it is held again, it must not count as the post that is held now.
        released.setName(MailImpl.getId());
        released.setState(PROCESSOR);
        released.setErrorMessage(null);
        for (var note : List.of(
                ListAttributes.REASON, ListAttributes.HELD_BY, ListAttributes.POSTPONED, ListAttributes.FROZEN)) {
            released.removeAttribute(note);
        }
        if (way == ReleaseWay.ANEW) {
            // ToList leads the recipients to their lists again.
            released.removeAttribute(ListAttributes.LIST);
        } else {
            released.setRecipients(List.of(post.list()));
            ListAttributes.set(released, ListAttributes.LIST, post.list().asString());
        }
        ListAttributes.set(released, ListAttributes.RELEASED_FROM, post.key().asString());
        ListAttributes.set(released, ListAttributes.RELEASE_WAY, way.word());
        Header header = header(message.header(), post.list(), way);
        String verified = "";
        if (wish.verifiedAuthor().isPresent() && !wish.asItCame()) {
            verified = ", its author " + wish.verifiedAuthor().get().asString() + " verified by hand";
            AuthorStandings.set(
                    released,
                    header,
                    new AuthorStanding.Authenticated("its author was verified by hand by " + wish.by()));
        } else if (way == ReleaseWay.ANEW) {
            ReceptionResults.forget(released);
        }
        spool.put(released, message.withHeader(header));
        return "released by " + wish.by() + " as " + released.getName() + ", goes on: " + way.word() + verified;
    }

    private ReleaseWay way(Mail mail, Header header) throws MessagingException {
        if (wish.asItCame()) {
            return ReleaseWay.AS_IT_CAME;
        }
        boolean unknown = standing(mail, header) instanceof AuthorStanding.Unknown;
        return unknown && wish.verifiedAuthor().isEmpty() ? ReleaseWay.ANEW : ReleaseWay.CONTINUE;
    }

    /**
     * Every copy that leaves has the list's mark, by which the list recognizes its own mail. A post that goes to ToList
     * must not have it.
     */
    private static Header header(Header header, MailAddress list, ReleaseWay way) {
        Header unmarked = header.without(field -> field.name().equalsIgnoreCase(PostGuard.BEEN_THERE)
                && field.text().equalsIgnoreCase(list.asString()));
        return way == ReleaseWay.ANEW ? unmarked : unmarked.prepend(PostGuard.mark(list));
    }
}
