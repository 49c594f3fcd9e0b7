package org.jameslists.dmarc;

import java.util.Optional;

import org.jameslists.mail.DomainName;

import com.google.common.net.InternetDomainName;

/**
 * The organizational domain by the public suffix list (RFC 7489 §3.2), as Guava ships it.
 *
 * <p>The whole list counts, with the suffixes that are not registries' (such as those of hosting companies): RFC 7489
 * does not part them, and verifiers in use do not either.
 */
final class PublicSuffixes {
    private PublicSuffixes() {}

    /** The public suffix and one label more, or the name itself if it has no more. */
    static DomainName organizationalDomain(DomainName name) {
        int labels = suffixLabels(name) + 1;
        return name.last(Math.min(labels, name.labels().size()));
    }

    /**
     * How many labels the public suffix has. Guava takes host names only, so labels with an underscore are left off; for
     * a top-level domain that is not listed the list's rule "*" holds, which Guava leaves to its callers.
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
