package org.jameslists.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

import org.jameslists.mail.HeaderField;

import com.google.common.base.Ascii;

/**
 * The tags that a DKIM-Signature (RFC 6376 §3.5) and an ARC-Message-Signature (RFC 8617 §4.1.2) have in common.
 *
 * @param field the field as it is in the message
 * @param tags all its tags
 * @param algorithm {@code a=}
 * @param signature {@code b=}, base64 in its one form
 * @param bodyHash {@code bh=}, base64 in its one form
 * @param canonicalizations {@code c=}, simple/simple where absent
 * @param domain {@code d=} as written
 * @param headers {@code h=}: field names as written, without entries that are empty
 * @param bodyLength {@code l=} in bytes, if there
 * @param selector {@code s=} as written
 * @param timestamp {@code t=} in seconds since 1970, if there
 * @param expiration {@code x=} in seconds since 1970, if there
 */
public record MessageSignature(
        HeaderField field,
        TagList tags,
        SignatureAlgorithm algorithm,
        String signature,
        String bodyHash,
        Canonicalizations canonicalizations,
        String domain,
        List<String> headers,
        OptionalLong bodyLength,
        String selector,
        OptionalLong timestamp,
        OptionalLong expiration) {
    /** Takes a copy of the list. */
    public MessageSignature {
        headers = List.copyOf(headers);
    }

    /**
     * Reads the tags.
     *
     * @throws SignatureFormatException if a tag is missing, or its value is not what RFC 6376 §3.5 says
     */
    public static MessageSignature of(HeaderField field, TagList tags) throws SignatureFormatException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(tags.required("a"));
        requireDnsTxt(tags);
        List<String> headers = headers(tags.required("h"));
        if (headers.stream().noneMatch(name -> Ascii.equalsIgnoreCase(name, "from"))) {
            throw new SignatureFormatException("From is not signed"); // RFC 6376 §3.5, h=
        }
        OptionalLong timestamp = number(tags, "t");
        OptionalLong expiration = number(tags, "x");
        if (timestamp.isPresent() && expiration.isPresent() && expiration.getAsLong() <= timestamp.getAsLong()) {
            throw new SignatureFormatException("x= is not after t="); // RFC 6376 §3.5, x=
        }
        return new MessageSignature(
                field,
                tags,
                algorithm,
                base64(tags, "b"),
                base64(tags, "bh"),
                tags.value("c").isPresent()
                        ? Canonicalizations.parse(tags.required("c"))
                        : Canonicalizations.SIMPLE_SIMPLE,
                tags.required("d"),
                headers,
                number(tags, "l"),
                tags.required("s"),
                timestamp,
                expiration);
    }

    /** The body hash this signature needs. */
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

    /** Whether {@code h=} has an entry without a name, which RFC 6376 §3.5 does not provide for. */
    public boolean hasEmptyName() {
        String value = ":" + TagList.withoutWhiteSpace(tags.value("h").orElse("")) + ":";
        return value.contains("::");
    }

    /**
     * Reads a tag that must hold base64, with white space anywhere (RFC 6376 §3.5).
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

    /** Reads an unsigned decimal number, if the tag is there; one too large for a long is as good as the largest. */
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

    /** The field with the value of {@code b=} taken out (RFC 6376 §3.7; errata 5252 and 5839). */
    HeaderField unsigned() {
        return withoutSignature(field, tags);
    }

    /**
     * A signature field with an empty {@code b=}. Everything between {@code b=} and the next {@code ;} is taken
     * out, white space too: the grammar leaves that open, and this is how signers in use read it.
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
