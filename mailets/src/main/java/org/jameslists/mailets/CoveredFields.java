package org.jameslists.mailets;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.dkim.DkimSignature;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureFormatException;

/** The header fields that the signatures of a post cover. Adding a covered field breaks the signature, too. */
final class CoveredFields {
    private final Set<String> names;

    private CoveredFields(Set<String> names) {
        this.names = names;
    }

    /** No fields. */
    static CoveredFields none() {
        return new CoveredFields(Set.of());
    }

    /** The fields in {@code h=} of all readable DKIM signatures (RFC 6376 §5.4). */
    static CoveredFields of(Header header) {
        return new CoveredFields(header.all(DkimSignature.NAME).stream()
                .flatMap(CoveredFields::names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    }

    /** Empty for an unreadable signature: it verifies nowhere anyway. */
    private static Stream<String> names(HeaderField signature) {
        try {
            return DkimSignature.parse(signature).signature().headers().stream();
        } catch (SignatureFormatException e) {
            return Stream.empty();
        }
    }

    /** Whether a signature covers this field. */
    boolean cover(HeaderField field) {
        return names.contains(field.lowerCaseName());
    }
}
