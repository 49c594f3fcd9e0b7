package org.jameslists.mail;

/** Quoted-strings and comments (RFC 5322 §3.2.2, §3.2.4). */
final class Quoted {
    private Quoted() {}

    /** The index after the quoted-string that opens at an index. */
    static int stringEnd(String text, int open) throws HeaderSyntaxException {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        throw new HeaderSyntaxException("a quoted-string is not closed");
    }

    /** The index after the comment that opens at an index; comments nest. */
    static int commentEnd(String text, int open) throws HeaderSyntaxException {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        throw new HeaderSyntaxException("a comment is not closed");
    }

    /** RFC 5322 §3.2.1: removes the backslashes of quoted-pairs. */
    static String unescape(String content) {
        StringBuilder plain = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            if (content.charAt(i) == '\\' && i + 1 < content.length()) {
                i++;
            }
            plain.append(content.charAt(i));
        }
        return plain.toString();
    }

    /** Text as a quoted-string. */
    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
