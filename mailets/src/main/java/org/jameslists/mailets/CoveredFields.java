package org.jameslists.mailets;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.dkim.DkimSignature;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureFormatException;

/** The header fields that the signatures of a post cover: to add one that is not there breaks a signature as well. */
final class CoveredFields {
    private final Set<String> names;

    private CoveredFields(Set<String> names) {
        this.names = names;
    }

    /** Those of no signature. */
    static CoveredFields none() {
        return new CoveredFields(Set.of());
    }

    /** Those in {@code h=} of all DKIM signatures that can be read (RFC 6376 §5.4). */
    static CoveredFields of(Header header) {
        return new CoveredFields(header.all(DkimSignature.NAME).stream()
                .flatMap(CoveredFields::names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    }

    /** None for a field that cannot be read: it verifies nowhere, whatever is done. */
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
