package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Converts the fields of one header to ASCII; see {@link SevenBitHeader}. */
final class HeaderConversion {
    private static final Set<String> ADDRESS_FIELDS = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "resent-from",
            "resent-sender",
            "resent-reply-to",
            "resent-to",
            "resent-cc",
            "resent-bcc",
            "mail-followup-to",
            "disposition-notification-to",
            "return-receipt-to",
            "errors-to");

    private static final Set<String> PARAMETER_FIELDS = Set.of("content-type", "content-disposition");

    /**
     * RFC 2047 §5: encoded-words may be in text, phrases and comments. These fields have none of these, or must not
     * have encoded-words.
     */
    private static final Set<String> FIELDS_WITHOUT_TEXT = Set.of(
            "received",
            "return-path",
            "date",
            "resent-date",
            "message-id",
            "resent-message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-transfer-encoding",
            "content-id",
            "content-location",
            "authentication-results",
            "received-spf",
            "dkim-signature",
            "arc-seal",
            "arc-message-signature",
            "arc-authentication-results",
            "list-help",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "list-subscribe",
            "list-post",
            "list-owner",
            "list-archive");

    private final Header header;
    private final Optional<Charset> declared;
    private final Set<String> damaged = new TreeSet<>();

    HeaderConversion(Header header) {
        this.header = header;
        this.declared = ContentType.of(header).flatMap(ContentType::charset);
    }

    SevenBitHeader convert() {
        List<HeaderField> fields = new ArrayList<>();
        for (HeaderField field : header.fields()) {
            try {
                fields.add(field.isClosedAscii() ? field : undelimited(field, FieldLines.closed(ascii(field))));
            } catch (HeaderSyntaxException e) {
                return new SevenBitHeader.Refused(field.name() + ": " + e.getMessage());
            }
        }
        return new SevenBitHeader.Converted(new Header(fields), damaged);
    }

    /**
     * A line of a part's header must not become a delimiter by conversion (RFC 2046 §5.1.1). For example, a NUL after a
     * boundary becomes a space, which does not count there.
     */
    private HeaderField undelimited(HeaderField field, HeaderField converted) {
        String octets = Octets.string(converted.octets());
        if (!octets.startsWith("--") || converted.equals(field)) {
            return converted;
        }
        noteDamage(field);
        return HeaderField.ofOctets(Octets.bytes("?" + octets.substring(1)));
    }

    private HeaderField ascii(HeaderField field) throws HeaderSyntaxException {
        String octets = Octets.string(field.octets());
        if (Octets.isAscii(octets)) {
            return field;
        }
        String kind = field.lowerCaseName();
        if (!Octets.isAscii(field.name()) || field.name().isEmpty() || FIELDS_WITHOUT_TEXT.contains(kind)) {
            return damage(field);
        }
        if (ADDRESS_FIELDS.contains(kind)) {
            return addresses(field);
        }
        return PARAMETER_FIELDS.contains(kind)
                ? parameters(field)
                : Octets.field(
                        field.name(),
                        text(Octets.string(field.value()), field.name().length() + 1));
    }

    private HeaderField damage(HeaderField field) {
        noteDamage(field);
        return HeaderField.ofOctets(Octets.bytes(questionMarks(Octets.string(field.octets()))));
    }

    private void noteDamage(HeaderField field) {
        damaged.add(field.name().replaceAll("[^\\x21-\\x7e]", "?"));
    }

    private static String questionMarks(String octets) {
        return octets.replaceAll("[^\\x00-\\x7f]", "?");
    }

    private String text(String value, int column) {
        return new UnstructuredText(value.stripLeading(), declared).inAscii(column);
    }

    private HeaderField addresses(HeaderField field) throws HeaderSyntaxException {
        String value = Octets.unfold(Octets.string(field.value()));
        List<String> words = new ArrayList<>();
        for (Address address : AddressList.parse(value, declared).addresses()) {
            List<String> more = words(address);
            if (!more.isEmpty()) {
                appendToLast(words, ",");
                words.addAll(more);
            }
        }
        return words.isEmpty() ? damage(field) : FieldFolding.fold(field.name(), words);
    }

    private List<String> words(Address address) throws HeaderSyntaxException {
        if (address instanceof Mailbox mailbox) {
            return AddressField.words(new Phrase().name(mailbox.name()), AddressField.ascii(mailbox));
        }
        if (address instanceof Group group) {
            List<String> words = new ArrayList<>(new Phrase().name(group.name()).words());
            appendToLast(words, ":");
            for (int i = 0; i < group.members().size(); i++) {
                if (i > 0) {
                    appendToLast(words, ",");
                }
                words.addAll(words(group.members().get(i)));
            }
            appendToLast(words, ";");
            return words;
        }
        String malformed = ((MalformedAddress) address).raw();
        return List.of(text(malformed, 0).strip().split("\\s+"));
    }

    private static void appendToLast(List<String> words, String end) {
        if (!words.isEmpty()) {
            words.set(words.size() - 1, words.get(words.size() - 1) + end);
        }
    }

    private HeaderField parameters(HeaderField field) {
        ParameterReader reader = new ParameterReader(Octets.unfold(Octets.string(field.value())));
        String head = reader.head();
        Map<String, String> parameters = new LinkedHashMap<>();
        reader.parameters().forEach((attribute, value) -> {
            if (!Octets.isAscii(attribute) || (attribute.contains("*") && !Octets.isAscii(value))) {
                damaged.add(field.name());
                parameters.put(questionMarks(attribute), questionMarks(value));
            } else {
                parameters.put(attribute, EncodedWords.decode(value, declared));
            }
        });
        return MimeParameters.field(field.name(), questionMarks(head), parameters);
    }
}
