package org.jameslists.james.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.james.core.MailAddress;
import org.jameslists.mail.DomainName;

import com.google.common.base.Splitter;

/**
 * Addresses that are meant together: {@code example@ml.example.ac.jp}, {@code *@ml.example.ac.jp} or
 * {@code *-members@*.example.org}. {@code *} matches any characters but {@code @}. A domain alone means all its addresses.
 * Case does not matter, as James takes local parts.
 */
public final class AddressPattern {
    private final String text;
    private final Pattern pattern;

    private AddressPattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it has more than one {@code @}, or nothing before or after it, or is a word
     *     without a dot
     */
    public static AddressPattern parse(String text) {
        String lower = withLocalPart(text.toLowerCase(Locale.ROOT));
        int at = lower.indexOf('@');
        if (at < 1 || at != lower.lastIndexOf('@') || at == lower.length() - 1) {
            throw new IllegalArgumentException("not an address or a pattern of addresses");
        }
        StringBuilder regex = new StringBuilder();
        for (String literal : Splitter.on('*').split(lower)) {
            regex.append(regex.isEmpty() ? "" : "[^@]*").append(Pattern.quote(literal));
        }
        return new AddressPattern(lower, Pattern.compile(regex.toString()));
    }

    private static String withLocalPart(String text) {
        return text.indexOf('@') < 0 && text.indexOf('.') > 0 ? "*@" + text : text;
    }

    /** Whether an address is meant. */
    public boolean matches(MailAddress address) {
        return pattern.matcher(address.asString().toLowerCase(Locale.ROOT)).matches();
    }

    /** The one domain that its addresses are in; empty if it matches those of several. */
    public Optional<DomainName> domain() {
        return DomainName.parse(text.substring(text.indexOf('@') + 1));
    }

    /** The pattern as it was written, in lower case. */
    @Override
    public String toString() {
        return text;
    }
}
