package org.jameslists.administration;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListOwners;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.list.ListNotice;
import org.jameslists.mail.Header;
import org.jameslists.mail.mime.Origin;

import com.google.inject.Inject;

/** What the server writes to the owners of a list. It has no envelope sender, so that none comes back. */
final class OwnerMail {
    private final ListOwners owners;
    private final Spool spool;
    private final AddressTemplate address;

    @Inject
    OwnerMail(ListOwners owners, Spool spool, ListAuthenticationSettings settings) {
        this.owners = owners;
        this.spool = spool;
        this.address = settings.heldDigest().owner();
    }

    /** Puts a mail to the owners of a list into James' queue. */
    void send(MailAddress list, Optional<MailAddress> replyTo, String subject, String text) throws MessagingException {
        MailAddress owner = owner(list);
        Set<MailAddress> to = owners.of(owner);
        ListNotice notice = new ListNotice(
                owner.asString(),
                to.stream().map(MailAddress::asString).collect(Collectors.joining(", ")),
                replyTo.map(MailAddress::asString),
                subject,
                text);
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .state(Mail.DEFAULT)
                .sender(MaybeSender.nullSender())
                .addRecipients(to)
                .addAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                .build();
        spool.put(
                mail,
                notice.to(
                        Header.of(),
                        new Origin(Clock.systemUTC(), list.getDomain().asString())));
    }

    private MailAddress owner(MailAddress list) throws MessagingException {
        try {
            return address.of(list);
        } catch (AddressException e) {
            throw new MessagingException("list " + list.asString() + " has no owner's address by " + address, e);
        }
    }
}
