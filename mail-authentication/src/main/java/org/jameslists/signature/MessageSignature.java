package org.jameslists.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

import org.jameslists.mail.HeaderField;

import com.google.common.base.Ascii;

/**
 * The tags that a DKIM-Signature (RFC 6376 §3.5) and an ARC-Message-Signature (RFC 8617 §4.1.2) have in common.
 */
public final class MessageSignature {
    private final HeaderField field;
    private final TagList tags;
    private final SignatureAlgorithm algorithm;
    private final String signature;
    private final String bodyHash;
    private final Canonicalizations canonicalizations;
    private final List<String> headers;
    private final OptionalLong bodyLength;
    private final OptionalLong timestamp;
    private final OptionalLong expiration;

    private MessageSignature(HeaderField field, TagList tags) throws SignatureFormatException {
        this.field = field;
        this.tags = tags;
        this.algorithm = SignatureAlgorithm.of(tags.required("a"));
        requireDnsTxt(tags);
        this.headers = List.copyOf(headers(tags.required("h")));
        if (headers.stream().noneMatch(name -> Ascii.equalsIgnoreCase(name, "from"))) {
            throw new SignatureFormatException("From is not signed"); // RFC 6376 §3.5, h=
        }
        this.timestamp = number(tags, "t");
        this.expiration = number(tags, "x");
        if (timestamp.isPresent() && expiration.isPresent() && expiration.getAsLong() <= timestamp.getAsLong()) {
            throw new SignatureFormatException("x= is not after t="); // RFC 6376 §3.5, x=
        }
        this.signature = base64(tags, "b");
        this.bodyHash = base64(tags, "bh");
        this.canonicalizations = tags.value("c").isPresent()
                ? Canonicalizations.parse(tags.required("c"))
                : Canonicalizations.SIMPLE_SIMPLE;
        tags.required("d");
        this.bodyLength = number(tags, "l");
        tags.required("s");
    }

    /**
     * Reads the tags.
     *
     * @throws SignatureFormatException if a tag is missing, or its value breaks the rules of RFC 6376 §3.5
     */
    public static MessageSignature of(HeaderField field, TagList tags) throws SignatureFormatException {
        return new MessageSignature(field, tags);
    }

    /** The field as it is in the message. */
    public HeaderField field() {
        return field;
    }

    /** All its tags. */
    public TagList tags() {
        return tags;
    }

    /** {@code a=}. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** {@code b=}, base64 in its one form. */
    public String signature() {
        return signature;
    }

    /** {@code bh=}, base64 in its one form. */
    public String bodyHash() {
        return bodyHash;
    }

    /** {@code c=}, simple/simple if absent. */
    public Canonicalizations canonicalizations() {
        return canonicalizations;
    }

    /** {@code d=} as written. */
    public String domain() {
        return tags.value("d").orElseThrow();
    }

    /** {@code h=}: field names as written, without empty entries. */
    public List<String> headers() {
        return headers;
    }

    /** {@code l=} in bytes, if present. */
    public OptionalLong bodyLength() {
        return bodyLength;
    }

    /** {@code s=} as written. */
    public String selector() {
        return tags.value("s").orElseThrow();
    }

    /** {@code t=} in seconds since 1970, if present. */
    public OptionalLong timestamp() {
        return timestamp;
    }

    /** {@code x=} in seconds since 1970, if present. */
    public OptionalLong expiration() {
        return expiration;
    }

    /** The body hash that this signature needs. */
    public BodyHashes.Request bodyHashRequest() {
        return new BodyHashes.Request(canonicalizations.body(), bodyLength.orElse(BodyHashes.Request.WHOLE));
    }

    private static void requireDnsTxt(TagList tags) throws SignatureFormatException {
        String methods = TagList.withoutWhiteSpace(tags.value("q").orElse("dns/txt"));
        if (!List.of(methods.split(":", -1)).contains("dns/txt")) {
            throw new SignatureFormatException("no known query method in q=");
        }
    }

    private static List<String> headers(String value) {
        List<String> names = new ArrayList<>();
        for (String name : TagList.withoutWhiteSpace(value).split(":", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether {@code h=} has an empty entry, which RFC 6376 §3.5 does not allow. */
    public boolean hasEmptyName() {
        String value = ":" + TagList.withoutWhiteSpace(tags.value("h").orElse("")) + ":";
        return value.contains("::");
    }

    /**
     * Reads a tag that must be base64, with white space anywhere (RFC 6376 §3.5).
     *
     * @return the same bytes in base64 without white space, padded
     */
    public static String base64(TagList tags, String name) throws SignatureFormatException {
        try {
            byte[] octets = Base64.getDecoder().decode(TagList.withoutWhiteSpace(tags.required(name)));
            if (octets.length == 0) {
                throw new SignatureFormatException("tag " + name + " is empty");
            }
            return Base64.getEncoder().encodeToString(octets);
        } catch (IllegalArgumentException e) {
            throw new SignatureFormatException("tag " + name + " is not base64");
        }
    }

    /**
     * Reads an unsigned decimal number, if the tag is present. A number too large for a long becomes the largest one.
     */
    public static OptionalLong number(TagList tags, String name) throws SignatureFormatException {
        if (tags.value(name).isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = tags.required(name);
        if (digits.length() > 76 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SignatureFormatException("tag " + name + " is not a number");
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return OptionalLong.of(significant.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(significant));
    }

    /** Whether {@code h=} names a field, in any case. */
    public boolean signs(String fieldName) {
        return count(fieldName) > 0;
    }

    /** How often {@code h=} names a field, in any case. */
    long count(String fieldName) {
        return headers.stream()
                .filter(name -> Ascii.equalsIgnoreCase(name, fieldName))
                .count();
    }

    /** The field without the value of {@code b=} (RFC 6376 §3.7; errata 5252 and 5839). */
    HeaderField unsigned() {
        return withoutSignature(field, tags);
    }

    /**
     * A signature field with an empty {@code b=}. Everything between {@code b=} and the next {@code ;} is removed, also
     * white space: the grammar leaves that open, and signers in use do it so.
     */
    public static HeaderField withoutSignature(HeaderField field, TagList tags) {
        TagList.Tag b = tags.tag("b").orElseThrow();
        byte[] octets = field.octets();
        int start = field.valueStart() + b.start();
        int end = field.valueStart() + b.end();
        byte[] blanked = new byte[octets.length - (end - start)];
        System.arraycopy(octets, 0, blanked, 0, start);
        System.arraycopy(octets, end, blanked, start, octets.length - end);
        return HeaderField.ofOctets(blanked);
    }
}
