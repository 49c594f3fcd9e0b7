package org.jameslists.james.settings;

import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.james.core.MailAddress;

import com.google.common.base.Splitter;

/**
 * A pattern of addresses: {@code example@ml.example.ac.jp}, {@code *@ml.example.ac.jp} or
 * {@code *-members@*.example.org}. {@code *} matches any characters but {@code @}. Case does not matter, not even in
 * local parts: James treats them so.
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
     * @throws IllegalArgumentException if it does not have exactly one {@code @}, with something on both sides
     */
    public static AddressPattern parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
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

    /** Whether an address matches. */
    public boolean matches(MailAddress address) {
        return pattern.matcher(address.asString().toLowerCase(Locale.ROOT)).matches();
    }

    /** The pattern as it was written, in lower case. */
    @Override
    public String toString() {
        return text;
    }
}
