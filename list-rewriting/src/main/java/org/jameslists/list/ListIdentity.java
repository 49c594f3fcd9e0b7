package org.jameslists.list;

import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Octets;
import org.jameslists.mail.SafeText;

/**
 * How posts show a list.
 *
 * @param name what readers call it, such as {@code example}; one line of text
 * @param mailbox its posting address; ASCII
 */
public record ListIdentity(String name, Mailbox mailbox) {
    /** Removes controls and repeated spaces from the name. */
    public ListIdentity {
        name = SafeText.line(name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the list has no name");
        }
        if (!Octets.isAscii(mailbox.address())) {
            throw new IllegalArgumentException("not an ASCII address: " + mailbox.address());
        }
    }

    /**
     * A list with a name and an address.
     *
     * @param name the name; if empty, the local part of the address
     * @param address {@code example@ml.example.ac.jp}
     * @throws IllegalArgumentException if that is not one ASCII address
     */
    public static ListIdentity of(String name, String address) {
        Mailbox mailbox = Mailbox.parse(address);
        return new ListIdentity(name.isBlank() ? mailbox.localPart() : name, mailbox);
    }

    /** The posting address: local part, {@code @}, domain. */
    public String address() {
        return mailbox.address();
    }
}
