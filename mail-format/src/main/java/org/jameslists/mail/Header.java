package org.jameslists.mail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header section of a message: its fields from top to bottom, as they came (RFC 5322 §2.2). Immutable: each change
 * returns a new header that shares the unchanged fields.
 *
 * @param fields the fields from top to bottom
 */
public record Header(List<HeaderField> fields) {
    /** Takes a copy of the list. */
    public Header {
        fields = List.copyOf(fields);
    }

    /** A header with these fields, from top to bottom. */
    public static Header of(HeaderField... fields) {
        return new Header(Arrays.asList(fields));
    }

    /** All fields of a name, from top to bottom. */
    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    /** The topmost field of a name. */
    public Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    /** This header with fields added on top, the first of them topmost: the place for trace fields (RFC 5321 §4.4). */
    public Header prepend(HeaderField... added) {
        List<HeaderField> result = new ArrayList<>(Arrays.asList(added));
        result.addAll(fields);
        return new Header(result);
    }

    /** This header with a field added below all others. */
    public Header append(HeaderField added) {
        List<HeaderField> result = new ArrayList<>(fields);
        result.add(added);
        return new Header(result);
    }

    /** This header without the fields of a name. */
    public Header without(String name) {
        return without(field -> field.is(name));
    }

    /** This header without the fields that match. */
    public Header without(Predicate<HeaderField> unwanted) {
        return new Header(fields.stream().filter(unwanted.negate()).toList());
    }

    /**
     * This header with {@code field} as the only field of its name. It replaces the first one, or is added below all
     * others if there was none.
     */
    public Header with(HeaderField field) {
        List<HeaderField> result = new ArrayList<>(fields.size() + 1);
        boolean placed = false;
        for (HeaderField present : fields) {
            if (!present.is(field.name())) {
                result.add(present);
            } else if (!placed) {
                result.add(field);
                placed = true;
            }
        }
        if (!placed) {
            result.add(field);
        }
        return new Header(result);
    }

    /** The bytes of all fields, without the empty line that ends the header section. */
    public byte[] octets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach(field -> field.appendTo(out));
        return out.toByteArray();
    }
}
