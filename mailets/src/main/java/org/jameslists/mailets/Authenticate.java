package org.jameslists.mailets;

import java.util.Optional;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.MailAuthentication;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.JamesLookups;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;
import org.jameslists.results.MethodResult;

import com.google.common.net.InetAddresses;
import com.google.inject.Inject;

/**
 * Finds out who is behind a mail that came in: SPF, all DKIM signatures, the ARC chain and DMARC. What it finds is noted
 * on the mail as an Authentication-Results payload ({@link ListAttributes#AUTHENTICATION_RESULTS}), once, however often
 * James processes the mail again. Authentication-Results fields that bear this server's name are forged, and removed;
 * those of trusted relays in front of it are kept, and believed.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.Authenticate">
 *   <time>20 seconds</time>
 * </mailet>
 * }</pre>
 *
 * <p>It is the first mailet of {@code root}: it must see the message as it came in. Mail of users who logged in and of
 * James itself is not judged by DMARC; it gets {@code auth=pass}. What {@code DmarcHook} found out while the client
 * waited is taken from it.
 */
public class Authenticate extends ListMailet {
    private final ListAuthenticationSettings settings;
    private final JamesDns dns;
    private final JamesLookups lookups;
    private MailAuthentication authentication;
    private boolean addField;

    /** Asks this DNS in its turn, and speaks under the name that these settings give. */
    @Inject
    public Authenticate(
            MetricFactory metrics, ListAuthenticationSettings settings, JamesDns dns, JamesLookups lookups) {
        super(metrics);
        this.settings = settings;
        this.dns = dns;
        this.lookups = lookups;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        authentication = MailAuthentication.configure(parameters, settings, dns, lookups);
        addField = parameters.flag("addField", false);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (ReceptionResults.isSet(mail)) {
            return;
        }
        Message message = MailMessage.read(mail);
        AuthenticationResults results = results(mail, message);
        ReceptionResults.set(mail, results);
        write(mail, message, results);
        note(
                mail,
                "authenticated",
                "has "
                        + results.results().stream()
                                .map(result -> result.method() + "=" + result.result())
                                .collect(Collectors.joining(", ")));
    }

    private AuthenticationResults results(Mail mail, Message message) throws MessagingException {
        AuthservId id = settings.authservId();
        Optional<String> user = AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class);
        boolean ours =
                mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent();
        if (user.isPresent()) {
            return AuthenticationResults.of(
                    id.text(), MethodResult.of("auth", "pass").with("smtp", "auth", user.get()));
        }
        if (ours) {
            return AuthenticationResults.of(
                    id.text(), MethodResult.of("auth", "pass").because("made by this server"));
        }
        Optional<AuthenticationResults> known = ReceptionResults.takeEarly(mail);
        return known.isPresent() ? known.get() : authentication.results(message, client(mail));
    }

    private static Optional<SmtpClient> client(Mail mail) {
        String address = mail.getRemoteAddr();
        if (address == null || !InetAddresses.isInetAddress(address)) {
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
