package org.jameslists.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with placeholders such as {@code {list}}: a name in braces, without white space. It is parsed once, so values
 * are never searched for placeholders.
 */
public final class TextTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\s]*)}");
    private static final Pattern BRACE = Pattern.compile("[{}]");

    private final String text;
    private final List<Piece> pieces;

    /** A literal or a placeholder. */
    public sealed interface Piece {}

    /** Text that is copied unchanged. */
    public record Literal(String text) implements Piece {}

    /**
     * A name that is replaced by a value.
     *
     * @param name the name between the braces
     */
    public record Placeholder(String name) implements Piece {}

    private TextTemplate(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template. Braces that do not make a placeholder are literal.
     *
     * @param known the names that placeholders may have, in the order in which an error lists them
     * @throws IllegalArgumentException if it has an unknown placeholder; the message lists the known ones
     */
    public static TextTemplate parse(String text, Collection<String> known) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!known.contains(matcher.group(1))) {
                throw new IllegalArgumentException("unknown placeholder " + matcher.group() + list(known));
            }
            pieces.add(new Literal(text.substring(end, matcher.start())));
            pieces.add(new Placeholder(matcher.group(1)));
            end = matcher.end();
        }
        pieces.add(new Literal(text.substring(end)));
        return new TextTemplate(text, pieces);
    }

    /**
     * Reads a template in which braces have no other use.
     *
     * @throws IllegalArgumentException as in {@link #parse}, and if there is a brace that belongs to no placeholder
     */
    public static TextTemplate parseStrictly(String text, Collection<String> known) {
        TextTemplate template = parse(text, known);
        if (template.pieces.stream()
                .anyMatch(piece -> piece instanceof Literal literal
                        && BRACE.matcher(literal.text()).find())) {
            throw new IllegalArgumentException("a brace that belongs to no placeholder" + list(known));
        }
        return template;
    }

    private static String list(Collection<String> known) {
        return known.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ", ": known are ", ""));
    }

    /** Whether there is a placeholder of this name. */
    public boolean has(String name) {
        return pieces.contains(new Placeholder(name));
    }

    /** The pieces in order. */
    public List<Piece> pieces() {
        return pieces;
    }

    /**
     * The text with each placeholder replaced.
     *
     * @param value gives the value for a name
     */
    public String fill(UnaryOperator<String> value) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(
                    piece instanceof Placeholder placeholder
                            ? value.apply(placeholder.name())
                            : ((Literal) piece).text());
        }
        return filled.toString();
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
