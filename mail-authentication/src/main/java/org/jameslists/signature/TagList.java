package org.jameslists.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jameslists.mail.HeaderField;

/**
 * A tag list (RFC 6376 §3.2): {@code tag=value; tag=value;}. Tag names are case-sensitive; unknown tags are kept and
 * otherwise ignored.
 */
public final class TagList {
    private final List<Tag> tags;
    /**
     * A hash map: unlike the compact maps of the JDK, it stays fast if an attacker chooses names with the same hash.
     */
    private final Map<String, Tag> byName;

    private TagList(List<Tag> tags, Map<String, Tag> byName) {
        this.tags = List.copyOf(tags);
        this.byName = byName;
    }

    /**
     * One tag.
     *
     * @param name the name
     * @param value the value, without white space around it; inner folds and white space are kept
     * @param start the place in the parsed text after {@code =}
     * @param end the place of the {@code ;}, or the end of the text
     */
    public record Tag(String name, String value, int start, int end) {}

    /**
     * Parses a tag list.
     *
     * @param text the list, one char for each byte or decoded; folds are allowed
     * @throws SignatureFormatException if it is not a tag list: an empty list or tag, a tag without {@code =}, a name
     *     or value with bytes that the grammar excludes, or a name that occurs twice (which invalidates the whole list)
     */
    public static TagList parse(String text) throws SignatureFormatException {
        List<Tag> tags = new ArrayList<>();
        Map<String, Tag> byName = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int semicolon = text.indexOf(';', at);
            int end = semicolon < 0 ? text.length() : semicolon;
            if (semicolon < 0 && !tags.isEmpty() && isBlank(text, at, end)) {
                break;
            }
            Tag tag = parseTag(text, at, end);
            if (byName.put(tag.name(), tag) != null) {
                throw new SignatureFormatException("tag " + tag.name() + " occurs twice");
            }
            tags.add(tag);
            at = end + 1;
        }
        if (tags.isEmpty()) {
            throw new SignatureFormatException("the tag list is empty");
        }
        return new TagList(tags, byName);
    }

    /**
     * Parses the value of a header field. The places of the tags are offsets in {@link HeaderField#value()}. Values are
     * read as UTF-8 if they are valid UTF-8 (RFC 8616 §5: a signature may have U-labels).
     *
     * @throws SignatureFormatException as in {@link #parse(String)}
     */
    public static TagList parse(HeaderField field) throws SignatureFormatException {
        TagList octets = parse(new String(field.value(), StandardCharsets.ISO_8859_1));
        List<Tag> tags = octets.tags.stream().map(TagList::decoded).toList();
        return new TagList(tags, tags.stream().collect(Collectors.toMap(Tag::name, tag -> tag)));
    }

    private static Tag decoded(Tag tag) {
        byte[] octets = tag.value().getBytes(StandardCharsets.ISO_8859_1);
        String utf8 = new String(octets, StandardCharsets.UTF_8);
        boolean valid = Arrays.equals(utf8.getBytes(StandardCharsets.UTF_8), octets);
        return new Tag(tag.name(), valid ? utf8 : tag.value(), tag.start(), tag.end());
    }

    private static Tag parseTag(String text, int from, int end) throws SignatureFormatException {
        int equals = text.indexOf('=', from);
        if (equals < 0 || equals >= end) {
            throw new SignatureFormatException("a tag without =");
        }
        String name = strip(text, from, equals);
        if (!isName(name)) {
            throw new SignatureFormatException("not a tag name before =");
        }
        String value = strip(text, equals + 1, end);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && !isWhiteSpace(c)) || c == 0x7f) {
                throw new SignatureFormatException("a control character in tag " + name);
            }
        }
        return new Tag(name, value, equals + 1, end);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean inner = (c >= '0' && c <= '9') || c == '_';
            if (!letter && (i == 0 || !inner)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isBlank(String text, int from, int end) {
        return strip(text, from, end).isEmpty();
    }

    private static String strip(String text, int from, int end) {
        int first = from;
        int last = end;
        while (first < last && isWhiteSpace(text.charAt(first))) {
            first++;
        }
        while (last > first && isWhiteSpace(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(first, last);
    }

    static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** The tags in the order they were written. */
    public List<Tag> tags() {
        return tags;
    }

    /** A tag, with its place in the text. */
    public Optional<Tag> tag(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A tag's value. */
    public Optional<String> value(String name) {
        return tag(name).map(Tag::value);
    }

    /**
     * The value of a required tag.
     *
     * @throws SignatureFormatException if it is missing or empty
     */
    public String required(String name) throws SignatureFormatException {
        String value = value(name).orElseThrow(() -> new SignatureFormatException("tag " + name + " is missing"));
        if (value.isEmpty()) {
            throw new SignatureFormatException("tag " + name + " is empty");
        }
        return value;
    }

    /** A value without any white space, as base64 and colon lists are read (RFC 6376 §2.10, §3.5). */
    static String withoutWhiteSpace(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (!isWhiteSpace(value.charAt(i))) {
                kept.append(value.charAt(i));
            }
        }
        return kept.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagList list && toString().equals(list.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The list in the form {@code a=1; b=2}. */
    @Override
    public String toString() {
        return tags.stream().map(tag -> tag.name() + "=" + tag.value()).collect(Collectors.joining("; "));
    }
}
