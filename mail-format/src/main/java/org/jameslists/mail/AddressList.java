package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of a From, Sender, Reply-To, To or Cc field (RFC 5322 §3.6.2, §3.6.3), in their order.
 *
 * <p>It also reads the obsolete syntax of RFC 5322 §4.4 and, as receivers do, more: the text before an address in angle
 * brackets may contain any character (only the address in the brackets counts), a semicolon separates addresses like a
 * comma, and an encoded-word is read within quotes. Anything else is a {@link MalformedAddress}, never lost and never
 * guessed.
 *
 * @param addresses the elements from left to right
 */
public record AddressList(List<Address> addresses) {
    /** Takes a copy of the list. */
    public AddressList {
        addresses = List.copyOf(addresses);
    }

    /** Reads the addresses of a field; never fails. */
    public static AddressList parse(HeaderField field) {
        return parse(field.value());
    }

    /** Reads addresses from a field body as it came, including folds; never fails. */
    public static AddressList parse(byte[] value) {
        return parse(Octets.unfold(Octets.string(value)), Optional.empty());
    }

    /** Reads addresses from an unfolded byte string; raw 8-bit names may be in the declared charset. */
    static AddressList parse(String octets, Optional<Charset> declared) {
        return new AddressList(new AddressParser(octets, declared).parse());
    }

    /** All mailboxes, including those in groups: a group itself names no domain (RFC 6854 §1). */
    public List<Mailbox> mailboxes() {
        return flattened()
                .filter(Mailbox.class::isInstance)
                .map(Mailbox.class::cast)
                .toList();
    }

    /** All unreadable elements, including those in groups. */
    public List<MalformedAddress> malformed() {
        return flattened()
                .filter(MalformedAddress.class::isInstance)
                .map(MalformedAddress.class::cast)
                .toList();
    }

    private Stream<Address> flattened() {
        return addresses.stream()
                .flatMap(address -> address instanceof Group group ? group.members().stream() : Stream.of(address));
    }
}
