package org.jameslists.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A domain name with at least one label, in the form for comparing and look-ups: A-labels in lower case, without a
 * final dot (RFC 5890 §2.3, RFC 8616 §3).
 *
 * <p>Labels are letters, digits, hyphens and underscores (RFC 8552), or a U-label, which becomes an A-label. This does
 * not say whether the name exists in the DNS.
 */
public final class DomainName implements Comparable<DomainName> {
    /** RFC 1035 §2.3.4: 255 bytes on the wire are 253 characters of text. */
    private static final int LONGEST_NAME = 253;

    /** A character outside the BMP takes two chars. */
    private static final int LONGEST_INPUT = 2 * LONGEST_NAME + 1;

    private final String ascii;
    private final List<String> labels;

    private DomainName(List<String> labels) {
        this.labels = labels;
        this.ascii = String.join(".", labels);
    }

    /**
     * Reads a name.
     *
     * @param text A-labels, U-labels or both, in any case, with or without a final dot
     * @return the name; empty if the text is not a domain name: an empty or overlong label, a character that labels
     *     must not contain, an address literal, or only the root
     */
    public static Optional<DomainName> parse(String text) {
        if (text.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        List<String> labels = new ArrayList<>();
        for (String label : Idna.labels(text)) {
            Optional<String> ascii = Idna.toAscii(label);
            if (ascii.isEmpty()) {
                return Optional.empty();
            }
            labels.add(ascii.get());
        }
        DomainName name = new DomainName(List.copyOf(labels));
        return labels.isEmpty() || name.ascii.length() > LONGEST_NAME ? Optional.empty() : Optional.of(name);
    }

    /**
     * Like {@link #parse}, for text that must be a domain name.
     *
     * @throws IllegalArgumentException if the text is not a domain name
     */
    public static DomainName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a domain name: " + text));
    }

    /** The name in A-labels, lower case, without a final dot. */
    public String ascii() {
        return ascii;
    }

    /** The labels from left to right, at least one. */
    public List<String> labels() {
        return labels;
    }

    /** The name without its leftmost label; empty for a top-level domain. */
    public Optional<DomainName> parent() {
        return labels.size() == 1 ? Optional.empty() : Optional.of(last(labels.size() - 1));
    }

    /**
     * The name that consists of the rightmost labels of this one.
     *
     * @param count how many labels, from 1 to as many as there are
     */
    public DomainName last(int count) {
        return new DomainName(labels.subList(labels.size() - count, labels.size()));
    }

    /** Whether this name is {@code other} or below it. */
    public boolean isWithin(DomainName other) {
        return ascii.equals(other.ascii) || ascii.endsWith("." + other.ascii);
    }

    /** Orders by text. With an order, hash tables stay fast even if an attacker chooses names with the same hash. */
    @Override
    public int compareTo(DomainName other) {
        return ascii.compareTo(other.ascii);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName name && ascii.equals(name.ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    /** Same as {@link #ascii()}. */
    @Override
    public String toString() {
        return ascii;
    }
}
