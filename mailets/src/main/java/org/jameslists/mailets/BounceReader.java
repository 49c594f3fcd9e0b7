package org.jameslists.mailets;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.BounceScores;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.Memberships;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.Bounce;
import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Reads the mail of a list that came back from members, and notices whose address is dead. Only a bounce to an address that
 * {@link Verp} made with a token counts.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.BounceReader">
 *   <bounces>{list}-bounces+{token}@{domain}</bounces>
 *   <tokenDomain>ml.example.ac.jp</tokenDomain>
 *   <owner>{list}-owner@{domain}</owner>
 *   <threshold>5</threshold>
 *   <remove>false</remove>
 * </mailet>
 * }</pre>
 *
 * <p>A member gets one point for each day on which mail came back from a dead address, and starts anew after
 * {@code forgetAfter} without a bounce. With {@code warning} points the member is warned; with {@code threshold} points the
 * owner is told and, with {@code remove}, the member is taken off the list. Refusals for DMARC and other policies, full
 * mailboxes and delays give no points. Of refusals the owner is told, once a day.
 *
 * <p>Put it into {@code root}, before {@link ToList}. Other recipients stay with the mail.
 */
public class BounceReader extends ListMailet {
    private final ListDirectory directory;
    private final SecretFiles secrets;
    private final Followers followers;
    private BounceAddresses addresses;
    private BounceNotices notices;
    private Duration forgetAfter;
    private int warning;
    private int threshold;
    private boolean remove;

    /** What follows from a bounce. */
    static final class Followers {
        private final BounceScores scores;
        private final Memberships memberships;
        private final BounceNotices.Factory notices;

        @Inject
        Followers(BounceScores scores, Memberships memberships, BounceNotices.Factory notices) {
            this.scores = scores;
            this.memberships = memberships;
            this.notices = notices;
        }
    }

    /** Asks this directory who is a member. */
    @Inject
    public BounceReader(MetricFactory metrics, ListDirectory directory, SecretFiles secrets, Followers followers) {
        super(
                metrics,
                "counted",
                "repeated",
                "removed",
                "dmarc-refusal",
                "policy-refusal",
                "mailbox-full",
                "temporary",
                "unread",
                "forged");
        this.directory = directory;
        this.secrets = secrets;
        this.followers = followers;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        addresses = BounceAddresses.toRead(parameters, secrets);
        threshold = parameters.number("threshold", 5, 1);
        warning = parameters.number("warning", 3, 1);
        forgetAfter = parameters.duration("forgetAfter", Duration.ofDays(7));
        if (forgetAfter.toDays() < 1) {
            throw parameters.wrong("forgetAfter", parameters.optional("forgetAfter", ""), "less than a day");
        }
        remove = parameters.flag("remove", false);
        notices = followers.notices.configure(parameters);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        for (MailAddress recipient : List.copyOf(left)) {
            Optional<BounceAddresses.Named> named = addresses.read(recipient);
            if (named.isPresent() && directory.isList(named.get().list())) {
                read(mail, named.get());
                // what was counted is removed, so a retry cannot count it twice
                left.remove(recipient);
                mail.setRecipients(left);
            }
        }
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    private void read(Mail mail, BounceAddresses.Named named) throws MessagingException {
        MailAddress list = named.list();
        Optional<MailAddress> member =
                addresses.isCurrent(named) ? addresses.member(named, directory.members(list)) : Optional.empty();
        if (member.isEmpty()) {
            note(
                    mail,
                    "forged",
                    () -> "is no bounce of list " + list.asString()
                            + ": its token is not ours, has ended, or is of nobody on the list");
            return;
        }
        try {
            Message message = MailMessage.read(mail);
            Bounce bounce = Bounce.read(message);
            if (bounce instanceof Bounce.DeadAddress dead) {
                count(mail, list, member.get(), dead.diagnosis());
            } else {
                spare(mail, list, member.get(), bounce);
            }
        } catch (IOException e) {
            throw new MessagingException("the bounce " + mail.getName() + " cannot be counted: " + e.getMessage(), e);
        }
    }

    private void count(Mail mail, MailAddress list, MailAddress member, String diagnosis)
            throws MessagingException, IOException {
        BounceScores.Counted counted =
                followers.scores.count(list, member, LocalDate.now(ZoneOffset.UTC), (int) forgetAfter.toDays());
        note(
                mail,
                counted.isNew() ? "counted" : "repeated",
                () -> "of list " + list.asString() + " came back from " + member.asString() + ", which has "
                        + counted.points() + " points of " + threshold + ": " + diagnosis);
        BounceNotices.Case bounced = new BounceNotices.Case(list, member, counted.points(), diagnosis);
        if (remove && counted.points() >= threshold) {
            followers.memberships.leave(list, member);
            followers.scores.forget(list, member);
            notices.tellRemoved(getMailetContext(), bounced);
            note(mail, "removed", () -> member.asString() + " is off list " + list.asString());
        } else if (counted.isNew() && counted.points() == threshold) {
            notices.tellDead(getMailetContext(), bounced);
        } else if (counted.isNew() && counted.points() == warning) {
            notices.warn(getMailetContext(), bounced);
        }
    }

    private void spare(Mail mail, MailAddress list, MailAddress member, Bounce bounce)
            throws MessagingException, IOException {
        String outcome = outcome(bounce);
        note(
                mail,
                outcome,
                () -> "of list " + list.asString() + " came back from " + member.asString()
                        + ", which is no fault of it: " + bounce.diagnosis());
        if (bounce instanceof Bounce.DmarcRefusal || bounce instanceof Bounce.PolicyRefusal) {
            notices.tellRefused(
                    getMailetContext(), outcome, new BounceNotices.Case(list, member, 0, bounce.diagnosis()));
        } else if (bounce instanceof Bounce.NotABounce
                && isByPerson(MailMessage.read(mail).header())) {
            sendOn(mail, list);
        }
    }

    private static String outcome(Bounce bounce) {
        if (bounce instanceof Bounce.DmarcRefusal) {
            return "dmarc-refusal";
        }
        if (bounce instanceof Bounce.PolicyRefusal) {
            return "policy-refusal";
        }
        if (bounce instanceof Bounce.MailboxFull) {
            return "mailbox-full";
        }
        return bounce instanceof Bounce.Temporary ? "temporary" : "unread";
    }

    /** RFC 3834 §5: a program says so. Whoever is away, or got the mail, need not tell the owner. */
    private static boolean isByPerson(Header header) {
        return header.all("Auto-Submitted").stream()
                        .allMatch(field -> field.text().equalsIgnoreCase("no"))
                && ContentType.of(header)
                        .filter(type -> type.is("multipart/report"))
                        .isEmpty();
    }

    private void sendOn(Mail mail, MailAddress list) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            MailMessage.lend(copy, QueueableMessage.of(MailMessage.read(mail)));
            copy.setRecipients(notices.owners(list));
            copy.setState(Mail.DEFAULT);
            getMailetContext().sendMail(copy);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }
}
