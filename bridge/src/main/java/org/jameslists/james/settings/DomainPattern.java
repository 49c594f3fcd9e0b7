package org.jameslists.james.settings;

import org.jameslists.mail.DomainName;

/**
 * A domain, or all domains below it.
 *
 * @param domain the domain
 * @param below whether this matches the domains below it ({@code *.example.net}) instead of the domain itself
 */
public record DomainPattern(DomainName domain, boolean below) {
    private static final String BELOW = "*.";

    /**
     * Reads {@code example.net}, the domain itself, or {@code *.example.net}, all below it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static DomainPattern parse(String text) {
        boolean below = text.startsWith(BELOW);
        return new DomainPattern(DomainName.of(below ? text.substring(BELOW.length()) : text), below);
    }

    /** Whether a domain matches. */
    public boolean matches(DomainName other) {
        return below ? other.isWithin(domain) && !other.equals(domain) : other.equals(domain);
    }

    /** The pattern as it is written. */
    @Override
    public String toString() {
        return (below ? BELOW : "") + domain.ascii();
    }
}
