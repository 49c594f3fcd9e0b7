package org.jameslists.integration.study;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * A header field as a reader wants to see it: encoded words decoded, of signatures the tags that say who signed what.
 *
 * @param name its name
 * @param text what is shown of its value
 */
public record ShownField(String name, String text) {
    private static final List<String> TEXTS = List.of("From", "Reply-To", "Cc", "To", "Subject", "List-Id");
    private static final List<String> SIGNATURES =
            List.of("DKIM-Signature", "X-Original-DKIM-Signature", "ARC-Seal", "ARC-Message-Signature");
    private static final List<String> TAGS = List.of("i", "cv", "a", "c", "d", "s");

    /** The fields worth showing, each kind in the order of the header. */
    public static List<ShownField> of(Header header) {
        return Stream.of(
                        TEXTS.stream().flatMap(name -> all(header, name, ShownField::decoded)),
                        SIGNATURES.stream().flatMap(name -> all(header, name, ShownField::tags)),
                        all(header, "ARC-Authentication-Results", HeaderField::text))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<ShownField> all(Header header, String name, Function<HeaderField, String> text) {
        return header.all(name).stream().map(field -> new ShownField(name, text.apply(field)));
    }

    private static String decoded(HeaderField field) {
        return EncodedWords.decode(field.value()).strip();
    }

    private static String tags(HeaderField field) {
        try {
            TagList tags = TagList.parse(field);
            StringBuilder text = new StringBuilder();
            for (String tag : TAGS) {
                tags.value(tag)
                        .ifPresent(value ->
                                text.append(tag).append('=').append(value).append("; "));
            }
            return text.append('…').toString();
        } catch (SignatureFormatException e) {
            return field.text();
        }
    }
}
