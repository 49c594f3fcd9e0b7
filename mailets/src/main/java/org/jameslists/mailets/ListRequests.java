package org.jameslists.mailets;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.Confirmations;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.Memberships;
import org.jameslists.james.lists.PostGuard;
import org.jameslists.james.lists.RoleAddress;
import org.jameslists.james.lists.RoleAddress.Role;
import org.jameslists.james.lists.RoleAddresses;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.ListNotice;
import org.jameslists.list.SecretMac.Purpose;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Reads mail to the addresses beside a list's own: whoever writes to {@code example-leave@ml.example.ac.jp} leaves the list
 * {@code example@ml.example.ac.jp}, whoever writes to {@code example-join@} joins it where this is allowed,
 * {@code example-request@} answers with help, and {@code example-owner@} leads to the postmaster where it has no address in
 * James.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ListRequests">
 *   <processor>list-notice</processor>
 *   <joining>confirmed</joining>
 *   <language>ja</language>
 *   <refused>list-refused</refused>
 * </mailet>
 * }</pre>
 *
 * <p>An authenticated author leaves or joins at once. For any other one the address in From gets a mail that asks, whose
 * answer has a token; nobody else can confirm. Automatic mail, bounces and forged mail are not answered, nor is more than
 * {@code perDay} in a day to one address: they go to another processor, with the reason (RFC 3834).
 *
 * <p>Put it into {@code root}, after {@link Authenticate} and before {@link ToList}. Other recipients stay with the mail.
 * Answers go to {@code processor}, which signs and delivers them. SMTP has to take mail for these addresses:
 * {@code ListRcptHandler} sees to that.
 */
public class ListRequests extends ListMailet {
    /** RFC 3834 §2, and what was in use before it. */
    private static final Set<String> AUTOMATIC_PRECEDENCE = Set.of("bulk", "junk", "list", "auto_reply");

    private final Parts parts;
    private String processor;
    private String refused;
    private Joining joining;
    private RequestText.Language language;
    private int perDay;
    private boolean asksBack;
    private List<AddressPattern> lists;

    private enum Joining {
        /** Owners put members on the list. */
        CLOSED,
        /** Whoever shows to read mail at an address may join with it. */
        CONFIRMED
    }

    /** What is needed to answer. */
    record Parts(
            ListDirectory directory,
            RoleAddresses addresses,
            Memberships memberships,
            Confirmations confirmations,
            RequestNotices notices) {
        @Inject
        Parts {}
    }

    /**
     * A mail to one of the addresses.
     *
     * @param to the address
     * @param header the mail's
     * @param author the one address in From
     * @param standing what the author's name is worth
     */
    private record Asked(RoleAddress to, Header header, MailAddress author, AuthorStanding standing) {
        MailAddress list() {
            return to.list();
        }

        boolean isAuthenticated() {
            return standing instanceof AuthorStanding.Authenticated;
        }
    }

    /** Changes the lists of this James. */
    @Inject
    ListRequests(MetricFactory metrics, Parts parts) {
        super(metrics, "leave", "join", "confirm", "request", "owner", "refused");
        this.parts = parts;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.optional("processor", "list-notice");
        refused = parameters.optional("refused", Mail.ERROR);
        joining = parameters.choice("joining", Joining.CLOSED);
        language = parameters.choice("language", RequestText.Language.EN);
        perDay = parameters.number("perDay", 5, 1);
        lists = parameters.each("lists", AddressPattern::parse);
        try {
            asksBack = parts.confirmations().isPossible();
        } catch (IllegalArgumentException e) {
            throw new MessagingException("ListRequests: " + e.getMessage() + " (members.secret)", e);
        }
        if (!asksBack && joining == Joining.CONFIRMED) {
            throw parameters.wrong(
                    "joining", "confirmed", "there is no members.secret in " + ListAuthenticationSettings.FILE);
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Map<MailAddress, RoleAddress> requests = requests(mail);
        if (requests.isEmpty()) {
            return;
        }
        Message message = MailMessage.read(mail);
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        Map<MailAddress, String> refusals = new LinkedHashMap<>();
        Set<MailAddress> taken = new LinkedHashSet<>();
        for (Map.Entry<MailAddress, RoleAddress> request : requests.entrySet()) {
            if (request.getValue().role() == Role.OWNER) {
                taken.add(request.getKey());
                continue;
            }
            Optional<String> objection = answer(mail, message.header(), request.getValue());
            if (objection.isPresent()) {
                taken.add(request.getKey());
                refusals.put(request.getKey(), objection.get());
            } else {
                // what was answered is not answered again if a later one fails
                left.remove(request.getKey());
                mail.setRecipients(left);
            }
        }
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
            return;
        }
        List<MailAddress> others =
                left.stream().filter(recipient -> !taken.contains(recipient)).toList();
        OneByOne.handle(
                getMailetContext(),
                mail,
                message,
                taken,
                others,
                (copy, content, recipient) -> passOn(copy, content, recipient, refusals.get(recipient)));
    }

    /** What was not answered: refused, or for an owner. */
    private void passOn(Mail mail, Message message, MailAddress recipient, String refusal) throws MessagingException {
        MailMessage.write(mail, message);
        if (refusal == null) {
            mail.setRecipients(List.of(postmaster(recipient)));
            mail.setState(Mail.DEFAULT);
            note(
                    mail,
                    "owner",
                    () -> "to " + recipient.asString() + " goes to the postmaster: James has no such address");
        } else {
            divert(mail, refused, "not answered by " + recipient.asString() + ": " + refusal);
            note(mail, "refused", () -> "to " + recipient.asString() + " is not answered: " + refusal);
        }
    }

    private static MailAddress postmaster(MailAddress owner) throws MessagingException {
        return new MailAddress("postmaster", owner.getDomain());
    }

    private Map<MailAddress, RoleAddress> requests(Mail mail) throws MessagingException {
        Map<MailAddress, RoleAddress> requests = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<RoleAddress> found = parts.addresses().find(recipient);
            if (found.isPresent() && isOurs(recipient, found.get())) {
                requests.put(recipient, found.get());
            }
        }
        return requests;
    }

    private boolean isOurs(MailAddress recipient, RoleAddress address) throws MessagingException {
        boolean served = lists.isEmpty() || lists.stream().anyMatch(pattern -> pattern.matches(address.list()));
        return served
                && switch (address.role()) {
                    case LEAVE, JOIN, CONFIRM, REQUEST -> true;
                    case OWNER -> leadsNowhere(recipient);
                    case BOUNCES -> false;
                };
    }

    /** An owner's address that James knows is left to James. */
    private boolean leadsNowhere(MailAddress owner) throws MessagingException {
        return !getMailetContext().isLocalEmail(owner)
                && parts.directory().destinations(owner).addresses().equals(Set.of(owner));
    }

    /** Does what is asked, and answers; or says why not. */
    private Optional<String> answer(Mail mail, Header header, RoleAddress to) throws MessagingException {
        Optional<String> automatic = objection(mail, header, to.list());
        if (automatic.isPresent()) {
            return automatic;
        }
        AuthorStanding standing = AuthorStandings.of(mail, header);
        if (standing instanceof AuthorStanding.Forged) {
            return Optional.of("its author is forged: " + standing.reason());
        }
        Optional<MailAddress> author = author(header);
        if (author.isEmpty()) {
            return Optional.of("From does not name one author");
        }
        Asked asked = new Asked(to, header, author.get(), standing);
        try {
            Optional<String> objection =
                    switch (to.role()) {
                        case LEAVE -> leave(asked);
                        case JOIN -> join(asked);
                        case CONFIRM -> confirm(asked);
                        default -> help(asked);
                    };
            if (objection.isEmpty()) {
                note(
                        mail,
                        Parameters.word(to.role()),
                        () -> "to the " + Parameters.word(to.role()) + " address of list "
                                + to.list().asString() + " is answered");
            }
            return objection;
        } catch (IOException e) {
            throw new MessagingException(
                    "what " + mail.getName() + " asks of list " + to.list().asString() + " cannot be written down", e);
        }
    }

    private static Optional<String> objection(Mail mail, Header header, MailAddress list) {
        if (header.all("Auto-Submitted").stream()
                        .anyMatch(field -> !field.text().equalsIgnoreCase("no"))
                || header.all("Precedence").stream()
                        .anyMatch(field ->
                                AUTOMATIC_PRECEDENCE.contains(field.text().toLowerCase(Locale.ROOT)))
                || header.first("List-Id").isPresent()) {
            return Optional.of("it was sent by a program (RFC 3834 §2)");
        }
        return PostGuard.objection(mail, header, list);
    }

    private static Optional<MailAddress> author(Header header) {
        List<HeaderField> from = header.all("From");
        if (from.size() != 1) {
            return Optional.empty();
        }
        AddressList authors = AddressList.parse(from.get(0));
        if (!authors.malformed().isEmpty() || authors.mailboxes().size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailAddress(authors.mailboxes().get(0).address()));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private Optional<String> leave(Asked asked) throws MessagingException, IOException {
        if (asked.isAuthenticated()) {
            boolean left = parts.memberships().leave(asked.list(), asked.author());
            tell(asked, left ? RequestText.LEFT : RequestText.NO_MEMBER, Optional.empty());
            return Optional.empty();
        }
        // nobody else learns who is a member: the member alone is asked
        return parts.memberships().includes(asked.list(), asked.author())
                ? ask(asked, RequestText.CONFIRM_LEAVING, Purpose.CONFIRMED_LEAVING)
                : Optional.of("its author is not authenticated, and no member");
    }

    private Optional<String> join(Asked asked) throws MessagingException, IOException {
        if (joining == Joining.CLOSED) {
            return asked.isAuthenticated()
                    ? tell(asked, RequestText.CLOSED, Optional.empty())
                    : Optional.of("nobody can join by mail, and its author is not authenticated");
        }
        if (!asked.isAuthenticated()) {
            return ask(asked, RequestText.CONFIRM_JOINING, Purpose.CONFIRMED_JOINING);
        }
        return joined(asked);
    }

    private Optional<String> joined(Asked asked) throws MessagingException, IOException {
        try {
            parts.memberships().join(asked.list(), asked.author());
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        tell(asked, RequestText.JOINED, Optional.empty());
        return Optional.empty();
    }

    /** The token was sent to one address alone, so From needs no other proof. */
    private Optional<String> confirm(Asked asked) throws MessagingException, IOException {
        if (holds(asked, Purpose.CONFIRMED_LEAVING)) {
            boolean left = parts.memberships().leave(asked.list(), asked.author());
            tell(asked, left ? RequestText.LEFT : RequestText.NO_MEMBER, Optional.empty());
            return Optional.empty();
        }
        if (joining == Joining.CONFIRMED && holds(asked, Purpose.CONFIRMED_JOINING)) {
            return joined(asked);
        }
        return Optional.of("its token is none for its author, too old, or was used before");
    }

    private boolean holds(Asked asked, Purpose purpose) throws IOException {
        if (!asksBack) {
            return false;
        }
        Optional<Instant> made = parts.confirmations().made(purpose, asked.to(), asked.author());
        return made.isPresent() && !parts.memberships().changedSince(made.get(), asked.list(), asked.author());
    }

    /** Help goes to somebody who is known to have asked. */
    private Optional<String> help(Asked asked) throws MessagingException, IOException {
        return asked.isAuthenticated()
                ? tell(asked, RequestText.HELP, Optional.empty())
                : Optional.of(
                        "its author is not authenticated: " + asked.standing().reason());
    }

    private Optional<String> ask(Asked asked, RequestText text, Purpose purpose)
            throws MessagingException, IOException {
        if (!asksBack) {
            return Optional.of("its author is not authenticated, and cannot be asked: there is no members.secret in "
                    + ListAuthenticationSettings.FILE);
        }
        String detail = parts.confirmations().of(purpose, asked.list(), asked.author());
        return tell(asked, text, Optional.of(RoleAddresses.of(asked.list(), Role.CONFIRM, detail)));
    }

    /** Sends a text to the author, unless there were too many today. */
    private Optional<String> tell(Asked asked, RequestText text, Optional<MailAddress> replyTo)
            throws MessagingException, IOException {
        if (!parts.notices().allows(perDay, asked.list(), asked.author())) {
            return Optional.of("its author was sent " + perDay + " answers today");
        }
        RequestText.Filled filled = text.fill(language, asked.list(), asked.author());
        ListNotice notice = new ListNotice(
                RoleAddresses.of(asked.list(), Role.REQUEST, "").asString(),
                asked.author().asString(),
                replyTo.map(MailAddress::asString),
                filled.subject(),
                filled.text());
        parts.notices().send(getMailetContext(), processor, asked.list(), notice, asked.header());
        return Optional.empty();
    }
}
