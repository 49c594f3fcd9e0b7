package org.jameslists.results;

import java.util.List;
import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Octets;

/** Converts the field's texts to ASCII. */
final class AsciiForm {
    private AsciiForm() {}

    static MethodResult of(MethodResult result) {
        List<Property> properties = result.properties().stream()
                .flatMap(property ->
                        ofValue(property.value())
                                .map(value -> new Property(property.type(), property.name(), value))
                                .stream())
                .toList();
        return new MethodResult(
                result.method(),
                result.version(),
                result.result(),
                result.reason().map(AsciiForm::ofWords),
                properties);
    }

    /** An address or domain in A-labels (RFC 5891 §4); empty if the local part, or a label, has no ASCII form. */
    private static Optional<String> ofValue(String value) {
        int domain = value.lastIndexOf('@') + 1;
        String local = value.substring(0, domain);
        return Octets.isAscii(local) ? ofDomain(value.substring(domain)).map(local::concat) : Optional.empty();
    }

    /** A domain in A-labels; other ASCII text stays as it is. */
    static Optional<String> ofDomain(String domain) {
        return Octets.isAscii(domain)
                ? Optional.of(domain)
                : DomainName.parse(domain).map(DomainName::ascii);
    }

    static String ofWords(String words) {
        return words.codePoints()
                .map(c -> c < 0x80 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
