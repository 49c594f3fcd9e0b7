package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a Content-Type field (RFC 2045 §5.1).
 *
 * @param type the type, in lower case
 * @param subtype the subtype, in lower case
 * @param parameters values by attribute, attributes in lower case, in their order; if an attribute occurs twice, the
 *     first one counts
 */
public record ContentType(String type, String subtype, Map<String, String> parameters) {
    /** RFC 2045 §5.2: the type of a body without a declared type. */
    public static final ContentType DEFAULT = new ContentType("text", "plain", Map.of());

    /** RFC 2046 §5.2.1: a message as a part of another. */
    public static final ContentType MESSAGE = new ContentType("message", "rfc822", Map.of());

    /** Takes a copy of the parameters. */
    public ContentType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The type in a header; empty if it has no Content-Type field or the first one is unreadable. */
    public static Optional<ContentType> of(Header header) {
        return header.first("Content-Type").flatMap(ContentType::parse);
    }

    /** Reads a field; empty if it has no type. Parameters are read as far as possible. */
    public static Optional<ContentType> parse(HeaderField field) {
        return new ParameterReader(Octets.unfold(Octets.string(field.value()))).contentType();
    }

    /** Whether this has a type, such as {@code multipart}. */
    public boolean isType(String other) {
        return type.equals(other);
    }

    /** Whether this has a type and subtype, such as {@code text/html}. */
    public boolean is(String other) {
        return (type + "/" + subtype).equals(other.toLowerCase(Locale.ROOT));
    }

    /** A parameter's value, joined if it is in pieces (RFC 2231 §3); escapes of §4 are not resolved. */
    public Optional<String> parameter(String attribute) {
        if (parameters.containsKey(attribute)) {
            return Optional.of(parameters.get(attribute));
        }
        StringBuilder joined = new StringBuilder();
        int piece = 0;
        while (parameters.containsKey(attribute + "*" + piece)) {
            joined.append(parameters.get(attribute + "*" + piece++));
        }
        return piece == 0 ? Optional.empty() : Optional.of(joined.toString());
    }

    /** The declared charset, if this Java supports it. */
    public Optional<Charset> charset() {
        return parameter("charset").flatMap(MailCharset::named);
    }

    /** This type with another value of a parameter. */
    public ContentType with(String attribute, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.keySet().removeIf(name -> name.startsWith(attribute + "*"));
        changed.put(attribute, value);
        return new ContentType(type, subtype, changed);
    }

    /** The Content-Type field. */
    public HeaderField field() {
        return MimeParameters.field("Content-Type", type + "/" + subtype, parameters);
    }
}
