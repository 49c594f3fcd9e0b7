package org.jameslists.dmarc;

import java.util.Optional;

import org.jameslists.mail.DomainName;

import com.google.common.net.InternetDomainName;

/**
 * The organizational domain by Guava's copy of the public suffix list (RFC 7489 §3.2).
 *
 * <p>The whole list counts, including suffixes of companies such as hosting providers: neither RFC 7489 nor verifiers
 * in use treat them differently.
 */
final class PublicSuffixes {
    private PublicSuffixes() {}

    /** The public suffix and one more label, or the name itself if it has no more. */
    static DomainName organizationalDomain(DomainName name) {
        int labels = suffixLabels(name) + 1;
        return name.last(Math.min(labels, name.labels().size()));
    }

    /**
     * How many labels the public suffix has. Guava accepts only host names, so labels with an underscore are left out.
     * For an unlisted top-level domain, the list's rule "*" applies, which Guava leaves to its callers.
     */
    private static int suffixLabels(DomainName name) {
        Optional<DomainName> rest = Optional.of(name);
        while (rest.isPresent() && !InternetDomainName.isValid(rest.get().ascii())) {
            rest = rest.get().parent();
        }
        return rest.map(host -> InternetDomainName.from(host.ascii()).publicSuffix())
                .map(suffix -> suffix.parts().size())
                .orElse(1);
    }
}
