package org.jameslists.mailets;

import java.util.Optional;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.DmarcEnforcement.Disposition;
import org.jameslists.james.reception.DmarcEvaluationLog;
import org.jameslists.james.reception.MailAuthentication;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.reception.Submission;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;

import com.google.common.net.InetAddresses;
import com.google.inject.Inject;

/**
 * Authenticates an incoming mail: SPF, all DKIM signatures, the ARC chain and DMARC. It stores the results on the mail
 * as an Authentication-Results payload ({@link ListAttributes#AUTHENTICATION_RESULTS}), and decides what the author's
 * name is worth ({@link ListAttributes#AUTHOR_STANDING}). It does so once, however often James processes the mail
 * again. Incoming Authentication-Results fields that claim this server's name are forged, so it removes them. It keeps
 * and believes those of the trusted relays in front of this server.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.Authenticate">
 *   <time>20 seconds</time>
 * </mailet>
 * }</pre>
 *
 * <p>Put it first in {@code root}: it must see the message as it came in. If a user logged in and may use the address
 * in From, the mail gets {@code auth=pass}. DMARC judges all other mail, whoever relayed it. If {@code DmarcHook} has
 * already judged the mail during the SMTP dialogue, its results are used.
 */
public class Authenticate extends ListMailet {
    private final MailAuthentication.Factory factory;
    private final Submission submission;
    private final DmarcEvaluationLog evaluations;
    private MailAuthentication authentication;
    private boolean addField;

    /** Authenticates as the settings say, and writes each evaluation of DMARC to this log. */
    @Inject
    public Authenticate(
            MetricFactory metrics,
            MailAuthentication.Factory factory,
            Submission submission,
            DmarcEvaluationLog evaluations) {
        super(metrics, "authenticated", "unauthenticated", "vouched", "forged", "unknown");
        this.factory = factory;
        this.submission = submission;
        this.evaluations = evaluations;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        authentication = factory.configure(parameters);
        addField = parameters.flag("addField", false);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Message message = MailMessage.read(mail);
        Header header = message.header();
        if (ReceptionResults.isSet(mail, header)) {
            return;
        }
        Reception reception = reception(mail, message);
        ReceptionResults.set(mail, header, reception);
        evaluations.note(mail, reception, Disposition.ACCEPT);
        write(mail, message, reception.results());
        note(
                mail,
                reception.standing().word(),
                () -> "has an author who is " + reception.standing().word() + " ("
                        + reception.results().results().stream()
                                .map(result -> result.method() + "=" + result.result())
                                .collect(Collectors.joining(", "))
                        + "): " + reception.standing().reason());
    }

    private Reception reception(Mail mail, Message message) throws MessagingException {
        Optional<Reception> early = ReceptionResults.takeEarly(mail, message.header());
        Optional<AuthorStanding> submitted = submission.standing(mail, message.header());
        if (submitted.isPresent()) {
            MethodResult auth = MethodResult.of("auth", "pass");
            return new Reception(
                    AuthenticationResults.of(
                            factory.authservId().text(),
                            Submission.user(mail)
                                    .map(user -> auth.with("smtp", "auth", user))
                                    .orElse(auth.because("authorized network"))),
                    submitted.get());
        }
        return early.isPresent() ? early.get() : authentication.of(message, client(mail));
    }

    /**
     * The client that handed the mail in over SMTP without logging in. Other mail has none: mail that James or a Sieve
     * script sends again shows an address of this server, and mail from fetchmail shows one that its sender wrote.
     */
    private static Optional<SmtpClient> client(Mail mail) {
        String address = mail.getRemoteAddr();
        boolean overSmtp = mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent();
        if (!overSmtp
                || Submission.user(mail).isPresent()
                || address == null
                || !InetAddresses.isInetAddress(address)) {
            return Optional.empty();
        }
        String helo = AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_HELO, String.class)
                .orElse(mail.getRemoteHost());
        return Optional.of(new SmtpClient(
                InetAddresses.forString(address), helo, mail.getMaybeSender().asString("")));
    }

    private void write(Mail mail, Message message, AuthenticationResults results) throws MessagingException {
        Header header = authentication.withoutForged(message.header(), client(mail));
        if (addField) {
            header = header.prepend(results.inAscii().toField());
        }
        if (!header.equals(message.header())) {
            MailMessage.write(mail, message.withHeader(header));
        }
    }
}
