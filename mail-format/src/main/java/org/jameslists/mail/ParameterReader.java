package org.jameslists.mail;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a value followed by parameters (RFC 2045 §5.1, RFC 2183 §2); comments (RFC 5322 §3.2.2) may be between. */
final class ParameterReader {
    private final String text;
    private int position;

    ParameterReader(String unfolded) {
        this.text = unfolded;
    }

    Optional<ContentType> contentType() {
        String type = token();
        if (!accept('/')) {
            return Optional.empty();
        }
        String subtype = token();
        return type.isEmpty() || subtype.isEmpty()
                ? Optional.empty()
                : Optional.of(new ContentType(lower(type), lower(subtype), parameters()));
    }

    /** The text before the first parameter, without white space and comments. */
    String head() {
        StringBuilder head = new StringBuilder(token());
        while (accept('/')) {
            head.append('/').append(token());
        }
        return lower(head.toString());
    }

    /** The parameters. If an attribute occurs twice, the first one counts. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        while (nextParameter()) {
            String attribute = lower(token());
            if (accept('=')) {
                String value = value();
                if (!attribute.isEmpty()) {
                    parameters.putIfAbsent(attribute, value);
                }
            }
        }
        return parameters;
    }

    /** Moves past the next semicolon, and skips everything before it. */
    private boolean nextParameter() {
        while (position < text.length()) {
            if (accept(';')) {
                return true;
            }
            if (position < text.length() && text.charAt(position) == '"') {
                quoted();
            } else {
                position++;
            }
        }
        return false;
    }

    /** Values often lack the quotes that RFC 2045 §5.1 requires, so anything up to a space or semicolon is a value. */
    private String value() {
        skipSpaceAndComments();
        return position < text.length() && text.charAt(position) == '"' ? quoted() : upTo(";\"");
    }

    private String quoted() {
        int start = position + 1;
        try {
            position = Quoted.stringEnd(text, position);
            return Quoted.unescape(text.substring(start, position - 1));
        } catch (HeaderSyntaxException e) {
            position = text.length();
            return Quoted.unescape(text.substring(start));
        }
    }

    private String token() {
        skipSpaceAndComments();
        return upTo("/=;\"(");
    }

    private String upTo(String stops) {
        int start = position;
        while (position < text.length()
                && !Octets.isSpace(text.charAt(position))
                && stops.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean accept(char expected) {
        skipSpaceAndComments();
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void skipSpaceAndComments() {
        while (position < text.length()) {
            if (Octets.isSpace(text.charAt(position))) {
                position++;
            } else if (text.charAt(position) == '(') {
                try {
                    position = Quoted.commentEnd(text, position);
                } catch (HeaderSyntaxException e) {
                    position = text.length();
                }
            } else {
                return;
            }
        }
    }

    private static String lower(String token) {
        return token.toLowerCase(Locale.ROOT);
    }
}
