package org.jameslists.administration;

import java.time.Clock;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.EnvelopeSender;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.list.RejectionReport;
import org.jameslists.mail.Header;
import org.jameslists.mail.mime.Origin;

/**
 * Returns a held post to its envelope sender with a notice (RFC 3464), but only if the address is vouched for: any
 * other may belong to somebody who never wrote.
 */
final class Rejection implements HeldPosts.Decision {
    private final Spool spool;
    private final String text;
    private final String by;

    /**
     * A rejection.
     *
     * @param text the text for the sender; empty for the default text
     * @param by who decided it, for the log
     */
    Rejection(Spool spool, String text, String by) {
        this.spool = spool;
        this.text = text;
        this.by = by;
    }

    @Override
    public Optional<String> objection(HeldPost post) throws MessagingException {
        Header header = MailMessage.read(post.mail()).header();
        Optional<String> objection = ReceptionResults.isSet(post.mail(), header)
                ? EnvelopeSender.objectionToNotice(post.mail(), header)
                : Optional.of("it was not authenticated");
        return objection.map(reason -> "No notice may be sent: " + reason + ". Discard the post instead.");
    }

    @Override
    public Optional<String> word() {
        return Optional.of("reject");
    }

    @Override
    public String carryOut(HeldPost post) throws MessagingException {
        MailAddress list = post.list();
        String sender = post.mail().getMaybeSender().asString();
        String domain = list.getDomain().asString();
        RejectionReport report = new RejectionReport(
                "postmaster@" + domain,
                list.asString(),
                domain,
                "Your message to " + list.asString() + " was rejected",
                text.isBlank()
                        ? "The moderators of the list " + list.asString()
                                + " did not send your message on to its members.\n"
                        : text);
        MailImpl notice = MailImpl.builder()
                .name(MailImpl.getId())
                .state(Mail.DEFAULT)
                .sender(MaybeSender.nullSender())
                .addRecipient(post.mail().getMaybeSender().get())
                .addAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                .build();
        spool.put(
                notice,
                report.of(sender, MailMessage.read(post.mail()).header(), new Origin(Clock.systemUTC(), domain)));
        return "rejected by " + by + ", with a notice to " + sender;
    }
}
