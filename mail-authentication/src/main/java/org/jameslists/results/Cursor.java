package org.jameslists.results;

/** Walks through the text of a structured field (RFC 5322 §2.2.2), once and without recursion. */
final class Cursor {
    private static final int MAX_DIGITS = 9;

    private final String text;
    private int position;

    Cursor(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void returnTo(int earlier) {
        position = earlier;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    boolean at(char c) {
        return !atEnd() && text.charAt(position) == c;
    }

    boolean skip(char c) {
        boolean there = at(c);
        if (there) {
            position++;
        }
        return there;
    }

    void expect(char c) throws MalformedResultsException {
        if (!skip(c)) {
            throw malformed("no '" + c + "'");
        }
    }

    MalformedResultsException malformed(String reason) {
        return new MalformedResultsException(reason, position);
    }

    /** RFC 5322 §3.2.2: comments, which nest, and folding white space. */
    void skipCfws() throws MalformedResultsException {
        int depth = 0;
        while (!atEnd()) {
            char c = text.charAt(position);
            if (c == '(') {
                depth++;
            } else if (depth > 0 && c == ')') {
                depth--;
            } else if (depth > 0 && c == '\\') {
                position++;
            } else if (depth == 0 && !isWhiteSpace(c)) {
                return;
            }
            position++;
        }
        position = text.length();
        if (depth > 0) {
            throw malformed("a comment does not end");
        }
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** The {@code Keyword} at this place. */
    String keyword() throws MalformedResultsException {
        int start = position;
        while (!atEnd() && Keyword.isPart(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw malformed("no keyword");
        }
        if (position - start > Keyword.MAX_LENGTH) {
            throw malformed("a keyword of more than " + Keyword.MAX_LENGTH + " characters");
        }
        return text.substring(start, position);
    }

    boolean atDigit() {
        return !atEnd() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    /** The number at this place. */
    int number() throws MalformedResultsException {
        int start = position;
        while (atDigit()) {
            position++;
        }
        if (position == start || position - start > MAX_DIGITS) {
            throw malformed("no number of 1 to " + MAX_DIGITS + " digits");
        }
        return Integer.parseInt(text, start, position, 10);
    }

    /** The text up to white space, a comment, a quote, a semicolon or one of the stops; may be empty. */
    String word(String stops) {
        int start = position;
        while (!atEnd() && !endsWord(text.charAt(position), stops)) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean endsWord(char c, String stops) {
        return isWhiteSpace(c) || c == '(' || c == '"' || c == ';' || stops.indexOf(c) >= 0;
    }

    /** The content of the quoted-string that starts here: quoted-pairs resolved, unfolded (RFC 5322 §3.2.4). */
    String quotedString() throws MalformedResultsException {
        expect('"');
        StringBuilder content = new StringBuilder();
        while (!skip('"')) {
            skip('\\');
            if (atEnd()) {
                throw malformed("a quoted string does not end");
            }
            char c = text.charAt(position++);
            if (c != '\r' && c != '\n') {
                content.append(c);
            }
        }
        return content.toString();
    }
}
