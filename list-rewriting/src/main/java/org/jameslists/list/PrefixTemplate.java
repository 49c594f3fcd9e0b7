package org.jameslists.list;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.Octets;
import org.jameslists.mail.TextTemplate;
import org.jameslists.mail.UnstructuredText;

import com.google.common.base.Strings;

/**
 * The prefix that a list puts before the Subject of each post, such as {@code [example:00042]}. {@code Re:} and similar
 * marks stay before it. In a reply, it replaces the old prefix, so prefixes do not pile up.
 */
public final class PrefixTemplate {
    private static final String LIST = "list";
    private static final String SERIAL = "serial";

    private final TextTemplate template;
    private final int width;

    private PrefixTemplate(TextTemplate template, int width) {
        this.template = template;
        this.width = width;
    }

    /**
     * Reads a template: text with {@code {list}} for the list's name and {@code {serial}} for the number of the post,
     * such as {@code [{list}:{serial}]}, {@code [{list}]}, <code>({list} {serial})</code> or {@code {list}:}.
     *
     * @param template the template
     * @param width the least number of digits, 1 to 18; zeros fill up shorter numbers
     * @throws IllegalArgumentException if it is blank, or holds another placeholder or controls, or the width is wrong
     */
    public static PrefixTemplate of(String template, int width) {
        if (template.isBlank() || template.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the template is blank or contains control characters");
        }
        if (width < 1 || width > 18) {
            throw new IllegalArgumentException("a number has 1 to 18 digits, not " + width);
        }
        return new PrefixTemplate(
                TextTemplate.parseStrictly(template.strip().replaceAll(" +", " "), List.of(LIST, SERIAL)), width);
    }

    /** Whether posts are numbered. */
    public boolean isNumbered() {
        return template.has(SERIAL);
    }

    /**
     * Puts the prefix before the Subject, and adds a missing Subject. One Subject remains (RFC 5322 §3.6).
     *
     * @param serial the number of the post; not used if posts are not numbered
     */
    public Header apply(Header header, ListIdentity list, long serial) {
        Optional<String> subject = header.first("Subject")
                .map(field -> Octets.string(field.value()).strip());
        String ascii = subject.map(value -> Octets.isAscii(value)
                        ? value
                        : new UnstructuredText(value, ContentType.of(header).flatMap(ContentType::charset))
                                .inAscii("Subject:".length()))
                .orElse("");
        PrefixedSubject prefixed = PrefixedSubject.of(ascii, old(list), text(list, serial));
        return header.with(Octets.field("Subject", prefixed.value()));
    }

    private String text(ListIdentity list, long serial) {
        return template.fill(name -> name.equals(LIST) ? list.name() : number(serial));
    }

    private String number(long serial) {
        return Strings.padStart(Long.toString(serial), width, '0');
    }

    /** Matches the prefix of an earlier post. */
    private Pattern old(ListIdentity list) {
        StringBuilder pattern = new StringBuilder();
        for (TextTemplate.Piece piece : template.pieces()) {
            if (piece instanceof TextTemplate.Literal literal) {
                pattern.append(literal(literal.text()));
            } else {
                pattern.append(
                        piece.equals(new TextTemplate.Placeholder(LIST)) ? Pattern.quote(list.name()) : "[0-9]{1,18}");
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A pattern for the text; white space may be folded. */
    private static String literal(String text) {
        return text.isEmpty()
                ? ""
                : Stream.of(text.split(" ", -1))
                        .map(word -> word.isEmpty() ? "" : Pattern.quote(word))
                        .collect(Collectors.joining("\\s+"));
    }

    /** The template. */
    @Override
    public String toString() {
        return template.toString();
    }
}
