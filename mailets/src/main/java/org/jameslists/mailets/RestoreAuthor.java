package org.jameslists.mailets;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.PostGuard;
import org.jameslists.james.lists.RateLimit;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.RestoredAuthor;
import org.jameslists.list.ReversibleAddresses;
import org.jameslists.mail.Message;

import com.google.common.base.Ticker;
import com.google.inject.Inject;

/**
 * Sends mail for an address that {@link MungeFrom} made on to the author behind that address. The message stays as it
 * is, so its own DKIM signature still verifies.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.RestoreAuthor">
 *   <address>token</address>
 *   <reversibleDomain>dmarc.ml.example.ac.jp</reversibleDomain>
 *   <processor>list-delivery</processor>
 *   <refusedProcessor>list-refused</refusedProcessor>
 * </mailet>
 * }</pre>
 *
 * <p>It is no open relay: a token must have been made here and must not have expired, and the other forms lead only to
 * members of the named lists. Bounces, automatic replies, mail that has been here before, and mail beyond the limits go
 * to another processor, with the reason.
 *
 * <p>Put it into {@code root}, after {@link Authenticate} and before {@link ToList}. Other recipients stay with the mail.
 */
public class RestoreAuthor extends ListMailet {
    private final ListDirectory directory;
    private final SecretFiles secrets;
    private ReversibleAddresses addresses;
    private List<MailAddress> lists;
    private String processor;
    private String refused;
    private RateLimit perSender;
    private RateLimit perAuthor;

    /** Looks up members in this directory, and verifies tokens with these secrets. */
    @Inject
    public RestoreAuthor(MetricFactory metrics, ListDirectory directory, SecretFiles secrets) {
        super(metrics, "restored", "refused");
        this.directory = directory;
        this.secrets = secrets;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        String form = parameters.required("address", RestoreAuthor::requireReversible);
        addresses = AuthorAddresses.toRead(parameters, secrets).orElseThrow();
        lists = parameters.each("lists", MailAddress::new);
        if (lists.isEmpty() && !addresses.form().isSigned()) {
            throw parameters.wrong(
                    "address",
                    form,
                    "anybody can write such an address: name in \"lists\" the lists whose members it may lead to");
        }
        processor = parameters.processor("processor");
        refused = refusedProcessor(parameters);
        Duration period = parameters.duration("period", Duration.ofHours(1));
        perSender = new RateLimit(parameters.number("perSender", 20, 1), period, Ticker.systemTicker());
        perAuthor = new RateLimit(parameters.number("perAuthor", 60, 1), period, Ticker.systemTicker());
    }

    private static String requireReversible(String form) {
        if (form.equals("list")) {
            throw new IllegalArgumentException("an address of the list leads to no author; use one of the other forms");
        }
        return form;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Map<Boolean, List<MailAddress>> recipients =
                mail.getRecipients().stream().collect(Collectors.partitioningBy(this::isReversible));
        List<MailAddress> reversible = recipients.get(true);
        if (!reversible.isEmpty()) {
            OneByOne.handle(
                    getMailetContext(),
                    mail,
                    MailMessage.read(mail),
                    reversible,
                    recipients.get(false),
                    this::turnBack);
        }
    }

    private boolean isReversible(MailAddress recipient) {
        return recipient
                .getDomain()
                .asString()
                .equalsIgnoreCase(addresses.domain().ascii());
    }

    private void turnBack(Mail mail, Message message, MailAddress address) throws MessagingException {
        Optional<String> objection = PostGuard.objection(mail, message.header(), address);
        RestoredAuthor restored = addresses.form().restore(address.getLocalPart());
        if (objection.isPresent()) {
            refuse(mail, message, address, objection.get());
        } else if (restored instanceof RestoredAuthor.Author author) {
            turnBack(mail, message, address, author.address());
        } else if (restored instanceof RestoredAuthor.Nobody nobody) {
            refuse(mail, message, address, nobody.reason());
        }
    }

    private void turnBack(Mail mail, Message message, MailAddress address, String authorAddress)
            throws MessagingException {
        MailAddress author;
        try {
            author = new MailAddress(authorAddress);
        } catch (AddressException e) {
            refuse(mail, message, address, "it contains no author's address: " + e.getMessage());
            return;
        }
        Set<MailAddress> behind = directory.destinations(author).addresses();
        Optional<String> objection = objection(mail, author, behind);
        if (objection.isPresent()) {
            refuse(mail, message, address, objection.get());
            return;
        }
        MailMessage.write(mail, message.withHeader(message.header().prepend(PostGuard.mark(address))));
        mail.setRecipients(behind);
        mail.setState(processor);
        note(mail, "restored", () -> "to " + address.asString() + " goes to its author " + author.asString());
    }

    /** Why a mail must not reach an author; empty if it may. */
    private Optional<String> objection(Mail mail, MailAddress author, Set<MailAddress> behind)
            throws MessagingException {
        if (!addresses.form().isSigned() && !isMember(author)) {
            return Optional.of(author.asString() + " is a member of none of the lists");
        }
        if (isReversible(author) || behind.isEmpty() || behind.stream().anyMatch(this::isReversible)) {
            return Optional.of(author.asString() + " is a list or leads back here, so it is not an author's");
        }
        if (!perSender.allows(key(mail.getMaybeSender().asString("")))) {
            return Optional.of("its sender has sent too many such mails");
        }
        if (!perAuthor.allows(key(author.asString()))) {
            return Optional.of("its author has been sent too many such mails");
        }
        return Optional.empty();
    }

    private boolean isMember(MailAddress author) throws MessagingException {
        for (MailAddress list : lists) {
            if (directory.isMember(list, author)) {
                return true;
            }
        }
        return false;
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private void refuse(Mail mail, Message message, MailAddress address, String reason) throws MessagingException {
        MailMessage.write(mail, message);
        divert(mail, refused, "not sent on from " + address.asString() + " to an author: " + reason);
        note(mail, "refused", () -> "to " + address.asString() + " is not sent on to an author: " + reason);
    }
}
