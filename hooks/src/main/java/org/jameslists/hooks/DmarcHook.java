package org.jameslists.hooks;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.james.reception.DmarcEnforcement;
import org.jameslists.james.reception.DmarcEnforcement.Disposition;
import org.jameslists.james.reception.DmarcEvaluationLog;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.reception.MailAuthentication;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;

/**
 * Checks DMARC while the client still waits. If the author's policy asks for it, it refuses the message with a reply
 * that gives the reason: {@code 550 5.7.1 Not authenticated as from example.ne.jp, whose DMARC policy is reject}. Put
 * it before {@code CoreCmdHandlerLoader} in {@code smtpserver.xml}:
 *
 * <pre>{@code
 * <handler class="org.jameslists.hooks.DmarcHook">
 *   <reject>refuse</reject>
 *   <quarantine>quarantine</quarantine>
 *   <neverRefuse>lists.example.net</neverRefuse>
 *   <help>https://www.example.ac.jp/mail/dmarc</help>
 * </handler>
 * }</pre>
 *
 * <p>It never refuses users who logged in and networks that may relay; {@code Authenticate} judges their posts to
 * lists. It hands its results to {@code Authenticate}, which does not check again. The reply and the log give
 * the reason for a refusal: DMARC, domain, policy. The metric names the policy.
 *
 * <p>In every message that it accepts, it turns raw 8-bit header fields into encoded-words (RFC 2047) after DMARC was
 * checked: James would write their bytes as question marks.
 */
public final class DmarcHook implements JamesMessageHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(DmarcHook.class);
    private static final String TIMER = "jameslists.DmarcHook.time";
    private static final String UNKNOWN = "unknown";

    private final MetricFactory metrics;
    private final Outcomes outcomes;
    private final MailAuthentication.Factory factory;
    private final DmarcEvaluationLog evaluations;
    private Set<String> parameterNames = Set.of();
    private MailAuthentication authentication;
    private DmarcEnforcement enforcement;
    private DmarcReplies replies;

    /** Authenticates according to the settings, and counts with these metrics; writes each evaluation to this log. */
    @Inject
    public DmarcHook(MetricFactory metrics, MailAuthentication.Factory factory, DmarcEvaluationLog evaluations) {
        this.metrics = metrics;
        this.outcomes = outcomes(metrics);
        this.factory = factory;
        this.evaluations = evaluations;
    }

    private static Outcomes outcomes(MetricFactory metrics) {
        Outcomes outcomes = new Outcomes(metrics, DmarcHook.class, "put-off", "too-large");
        for (Code code : Code.values()) {
            outcomes.declare("accepted." + code.word());
        }
        for (DmarcPolicy policy : DmarcPolicy.values()) {
            outcomes.declare("quarantined." + policy.word());
            outcomes.declare("refused." + policy.word());
        }
        outcomes.declare("quarantined." + UNKNOWN);
        outcomes.declare("refused." + UNKNOWN);
        return outcomes;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        Parameters parameters = HandlerParameters.of(getClass().getSimpleName(), configuration);
        try {
            enforcement = DmarcEnforcement.configure(parameters);
            replies = DmarcReplies.configure(parameters);
            authentication = factory.configure(parameters);
            parameters.requireNoOther();
            parameterNames = parameters.known();
        } catch (MessagingException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /** The names of the parameters that it knows. Complete after initialisation. */
    public Set<String> parameterNames() {
        return parameterNames;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        return metrics.decorateSupplierWithTimerMetric(TIMER, () -> answer(session, mail));
    }

    private HookResult answer(SMTPSession session, Mail mail) {
        try {
            Message message = MailMessage.read(mail);
            HookResult answer = isTrusted(session) ? HookResult.DECLINED : judge(session, mail, message);
            Message queueable = QueueableMessage.of(message);
            if (answer.equals(HookResult.DECLINED) && !queueable.header().equals(message.header())) {
                MailMessage.write(mail, queueable);
            }
            return answer;
        } catch (MessagingException | RuntimeException e) {
            if (e.getCause() instanceof HeaderTooLargeException tooLarge) {
                outcomes.note(mail, "too-large", () -> "is refused: " + tooLarge.getMessage());
                return result(HookReturnCode.deny(), SMTPRetCode.QUOTA_EXCEEDED, "5.3.4 " + tooLarge.getMessage());
            }
            LOGGER.error("Cannot evaluate DMARC of mail {}; the client gets a temporary error", mail.getName(), e);
            return softly(DmarcReplies.BROKEN);
        }
    }

    private static boolean isTrusted(SMTPSession session) {
        return session.getUsername() != null || session.isRelayingAllowed();
    }

    private HookResult judge(SMTPSession session, Mail mail, Message message) throws MessagingException {
        Reception reception = authentication.of(asReceived(session, message), client(session, mail));
        boolean raw = !QueueableMessage.of(message).header().equals(message.header());
        if (reception.standing() instanceof AuthorStanding.Unknown && raw) {
            // James would queue other bytes than were signed, so DMARC would fail after the wait
            outcomes.note(
                    mail,
                    "put-off",
                    () -> "is deferred: " + reception.standing().reason());
            evaluations.note(mail, reception, Disposition.TRY_LATER);
            return softly(DmarcReplies.RAW);
        }
        ReceptionResults.setEarly(mail, message.header(), reception);
        DmarcVerdict verdict = DmarcVerdict.of(reception.results());
        Disposition disposition = enforcement.of(verdict);
        evaluations.note(mail, reception, disposition);
        return answer(mail, verdict, disposition);
    }

    /**
     * The message with this server's Received field on top: fields below it were written by relays. James' own field is
     * recognized by the session's number, which nobody outside knows. If James wrote none, a stand-in is added.
     */
    private Message asReceived(SMTPSession session, Message message) {
        boolean isOnTop = message.header().fields().stream()
                .limit(1)
                .anyMatch(top -> top.is("Received") && top.text().contains(session.getSessionID()));
        if (isOnTop) {
            return message;
        }
        HeaderField received =
                HeaderField.of("Received", "by " + factory.authservId().text());
        return message.withHeader(message.header().prepend(received));
    }

    private static Optional<SmtpClient> client(SMTPSession session, Mail mail) {
        InetAddress address = session.getRemoteAddress().getAddress();
        String helo = session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
                .orElse("");
        return Optional.of(new SmtpClient(address, helo, mail.getMaybeSender().asString("")));
    }

    private HookResult answer(Mail mail, DmarcVerdict verdict, Disposition disposition) {
        return switch (disposition) {
            case ACCEPT -> {
                outcomes.note(mail, "accepted." + verdict.code().word(), () -> "is accepted: " + verdict.reason());
                yield HookResult.DECLINED;
            }
            case QUARANTINE -> {
                ListAttributes.set(mail, ListAttributes.DISPOSITION, "quarantine");
                note(mail, "quarantined." + policy(verdict), "is accepted as suspicious because of DMARC", verdict);
                yield HookResult.DECLINED;
            }
            case TRY_LATER -> {
                note(mail, "put-off", "is deferred because of DMARC", verdict);
                yield softly(replies.tryLater(verdict));
            }
            case REFUSE -> {
                note(mail, "refused." + policy(verdict), "is refused because of DMARC", verdict);
                yield result(HookReturnCode.deny(), SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, replies.refusal(verdict));
            }
        };
    }

    private static String policy(DmarcVerdict verdict) {
        return verdict.policy().map(DmarcPolicy::word).orElse(UNKNOWN);
    }

    private void note(Mail mail, String outcome, String words, DmarcVerdict verdict) {
        outcomes.note(
                mail,
                outcome,
                () -> words + ": domain " + verdict.domain().orElse(UNKNOWN) + ", policy " + policy(verdict) + ": "
                        + verdict.reason());
    }

    private static HookResult softly(String description) {
        return result(HookReturnCode.denySoft(), SMTPRetCode.LOCAL_ERROR, description);
    }

    private static HookResult result(HookReturnCode code, String reply, String description) {
        return HookResult.builder()
                .hookReturnCode(code)
                .smtpReturnCode(reply)
                .smtpDescription(description)
                .build();
    }
}
