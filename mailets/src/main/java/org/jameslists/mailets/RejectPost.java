package org.jameslists.mailets;

import java.time.Clock;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.EnvelopeSender;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.RejectionReport;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Origin;

import com.google.inject.Inject;

/**
 * Returns a post to its envelope sender. The notice is a delivery status notification (RFC 3464) with an empty envelope
 * sender, and names the author's domain and its policy.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.RejectPost">
 *   <language>ja</language>
 *   <from>{list}-owner@{domain}</from>
 *   <refusedProcessor>list-refused</refusedProcessor>
 * </mailet>
 * }</pre>
 *
 * <p>The notice is sent only if SPF passes for the envelope sender, or if it is in the authenticated author's domain.
 * Any other address may belong to somebody who never wrote. Automatic mail gets no notice either. A post without a
 * notice goes to another processor, with the reason.
 */
public class RejectPost extends ListMailet {
    private enum Language {
        EN(
                "Your message to {list-address} was not sent on",
                """
                Your message to the list {list-address} was not sent on to its members.

                The domain {author-domain} asks receivers to refuse mail that others have
                sent on or changed (DMARC, p={policy}). Members would not get your message.

                Please write from an address of another domain, or ask the list's owner.
                """),
        JA(
                "{list-address} への投稿は配送されませんでした",
                """
                メーリングリスト {list-address} への投稿は、メンバーに配送されませんでした。

                ドメイン {author-domain} は、他のサーバーが転送または変更したメールを拒否するよう、
                受信側に求めています（DMARC、p={policy}）。そのため、投稿はメンバーに届きません。

                別のドメインのアドレスから投稿するか、リストの管理者にお問い合わせください。
                """);

        private final String subject;
        private final String text;

        Language(String subject, String text) {
            this.subject = subject;
            this.text = text;
        }
    }

    private PostTemplate subject;
    private PostTemplate text;
    private AddressTemplate from;
    private String refused;

    /** Counts with these metrics. */
    @Inject
    public RejectPost(MetricFactory metrics) {
        super(metrics, "rejected", "kept");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        Language language = parameters.choice("language", Language.EN);
        subject = parameters.optional("subject", RejectPost::line).orElse(PostTemplate.parse(language.subject));
        text = parameters.optional("text", PostTemplate::parse).orElse(PostTemplate.parse(language.text));
        from = parameters.optional("from", AddressTemplate::parse).orElse(AddressTemplate.parse("postmaster@{domain}"));
        refused = refusedProcessor(parameters);
    }

    private static PostTemplate line(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not one line");
        }
        return PostTemplate.parse(text);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Header post = MailMessage.read(mail).header();
        Optional<String> objection = EnvelopeSender.objectionToNotice(mail, post);
        if (objection.isPresent()) {
            divert(mail, refused, "the post is not sent on, and no notice is sent: " + objection.get());
            note(mail, "kept", () -> "is not sent on, and no notice is sent: " + objection.get());
            return;
        }
        MailAddress sender = mail.getMaybeSender().get();
        send(sender, report(mail, list).of(sender.asString(), post, origin(list)));
        mail.setState(Mail.GHOST);
        note(
                mail,
                "rejected",
                () -> "to list " + list.asString() + " is returned to " + sender.asString()
                        + PostTemplate.reason(mail).map(reason -> ": " + reason).orElse(""));
    }

    private RejectionReport report(Mail mail, MailAddress list) throws MessagingException {
        try {
            return new RejectionReport(
                    from.of(list).asString(),
                    list.asString(),
                    list.getDomain().asString(),
                    subject.fill(mail),
                    text.fill(mail));
        } catch (AddressException e) {
            throw new MessagingException(
                    "list " + list.asString() + ": parameter \"from\" makes no address: " + from, e);
        }
    }

    private static Origin origin(MailAddress list) {
        return new Origin(Clock.systemUTC(), list.getDomain().asString());
    }

    private void send(MailAddress to, Message report) throws MessagingException {
        MailImpl notice = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(MaybeSender.nullSender())
                .addRecipient(to)
                .build();
        try {
            MailMessage.write(notice, report);
            getMailetContext().sendMail(notice);
        } finally {
            notice.dispose();
        }
    }
}
