package org.jameslists.results;

import java.util.Objects;

/**
 * A property of the message that a method checked: {@code ptype.property=pvalue} (RFC 8601 §2.3).
 *
 * @param type the ptype in lower case, such as {@code header}; empty if a sender wrote none ({@code action=none})
 * @param name the property in lower case, such as {@code d}
 * @param value the value without its quoting; an address may have a quoted local part. Control characters become spaces
 *     and text beyond 400 bytes is cut off, so any text from a message may be given
 */
public record Property(String type, String name, String value) {
    /** Lower-cases and cleans; requires type and name to be keywords (RFC 5321 §4.1.2), and no bare {@code reason}. */
    public Property {
        type = type.isEmpty() ? "" : Keyword.require(type);
        name = Keyword.require(name);
        if (type.isEmpty() && name.equals("reason")) {
            throw new IllegalArgumentException("reason is not a property");
        }
        value = Text.clean(Objects.requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return (type.isEmpty() ? "" : type + '.') + name + '=' + Text.formatPropertyValue(value);
    }
}
