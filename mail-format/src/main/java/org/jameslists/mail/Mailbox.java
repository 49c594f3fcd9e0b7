package org.jameslists.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A mailbox (RFC 5322 §3.4, RFC 6532 §3.2).
 *
 * @param name its display name, from the phrase before the address or from a comment next to it
 * @param localPart as written, with quotes, without comments and white space; it may have dots where RFC 5322 forbids
 *     them ({@code jane..doe.}), since some carriers gave out such addresses and replies must reach them
 * @param domain as written, without comments and white space: names, perhaps in Unicode, or a literal in brackets
 */
public record Mailbox(DisplayName name, String localPart, String domain) implements Address {
    /**
     * Reads one mailbox from trusted text, such as a setting.
     *
     * @throws IllegalArgumentException if it is not exactly one well-formed mailbox
     */
    public static Mailbox parse(String text) {
        List<Address> addresses =
                AddressList.parse(text.getBytes(StandardCharsets.UTF_8)).addresses();
        if (addresses.size() == 1 && addresses.get(0) instanceof Mailbox mailbox) {
            return mailbox;
        }
        throw new IllegalArgumentException("not one address: " + text);
    }

    /** The addr-spec: local part, {@code @}, domain. */
    public String address() {
        return localPart + "@" + domain;
    }

    /** The addr-spec in a form for comparison: without regard to the domain's case (RFC 5321 §2.4). */
    public String comparableAddress() {
        return localPart + "@" + domain.toLowerCase(Locale.ROOT);
    }
}
