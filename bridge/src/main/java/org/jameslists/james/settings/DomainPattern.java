package org.jameslists.james.settings;

import org.jameslists.mail.DomainName;

/**
 * Domains that are meant together.
 *
 * @param domain the domain
 * @param below whether the domains below it are meant ({@code *.example.net}), not the domain itself
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

    /** Whether a domain is meant. */
    public boolean matches(DomainName other) {
        return below ? other.isWithin(domain) && !other.equals(domain) : other.equals(domain);
    }

    /** The pattern as it is written. */
    @Override
    public String toString() {
        return (below ? BELOW : "") + domain.ascii();
    }
}
