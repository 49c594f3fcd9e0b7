package org.jameslists.matchers;

import java.util.List;
import java.util.stream.Stream;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.Mailbox;

import com.google.inject.Inject;

/**
 * Matches posts whose author is a member of the list they go to. With {@code Not} it keeps a list to its members:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsListMember=author=from" class="ToProcessor">
 *   <processor>list-post</processor>
 * </mailet>
 * }</pre>
 *
 * <p>The author of a mail can be forged: where that matters, match only authenticated posts first.
 */
public class IsListMember extends ListMatcher {
    private final ListDirectory directory;
    private Author author;

    private enum Author {
        /** All addresses in From. */
        FROM,
        /** The envelope sender. */
        ENVELOPE
    }

    /** Asks this directory for members. */
    @Inject
    public IsListMember(ListDirectory directory) {
        this.directory = directory;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        author = parameters.choice("author", Author.FROM);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        List<MailAddress> authors =
                switch (author) {
                    case FROM -> from(MailMessage.read(mail).header());
                    case ENVELOPE -> mail.getMaybeSender().asList();
                };
        for (MailAddress one : authors) {
            if (!directory.isMember(list, one)) {
                return false;
            }
        }
        return !authors.isEmpty();
    }

    private static List<MailAddress> from(Header header) {
        return header.all("From").stream()
                .flatMap(field -> AddressList.parse(field).mailboxes().stream())
                .flatMap(IsListMember::address)
                .toList();
    }

    /** An address that James cannot have as a member's is nobody's. */
    private static Stream<MailAddress> address(Mailbox mailbox) {
        try {
            return Stream.of(new MailAddress(mailbox.address()));
        } catch (AddressException e) {
            return Stream.of(MailAddress.nullSender());
        }
    }
}
