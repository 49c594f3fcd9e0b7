package org.jameslists.matchers;

import java.util.List;
import java.util.stream.Stream;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.Mailbox;

/** The addresses in From, as James' addresses. */
final class FromAddresses {
    private FromAddresses() {}

    /** All addresses. The null sender stands for one that James cannot represent: no member can have it. */
    static List<MailAddress> of(Header header) {
        return header.all("From").stream()
                .flatMap(field -> AddressList.parse(field).mailboxes().stream())
                .flatMap(FromAddresses::address)
                .toList();
    }

    private static Stream<MailAddress> address(Mailbox mailbox) {
        try {
            return Stream.of(new MailAddress(mailbox.address()));
        } catch (AddressException e) {
            return Stream.of(MailAddress.nullSender());
        }
    }
}
