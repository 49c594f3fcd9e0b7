package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** Reads display names from phrases and comments (RFC 5322 §3.2.5, §3.2.2; RFC 2047 §5). */
final class PhraseReader {
    private final Optional<Charset> rawCharset;

    /** @param rawCharset the charset of raw 8-bit bytes, if known */
    PhraseReader(Optional<Charset> rawCharset) {
        this.rawCharset = rawCharset;
    }

    /** The name in a phrase; comments in it do not count. */
    DisplayName phrase(String octets) throws HeaderSyntaxException {
        StringBuilder raw = new StringBuilder();
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 0; i < octets.length(); ) {
            char c = octets.charAt(i);
            if (c != '"' && c != '(') {
                i++;
                continue;
            }
            raw.append(octets, start, i);
            text.append(decode(octets.substring(start, i)));
            if (c == '"') {
                int end = Quoted.stringEnd(octets, i);
                raw.append(octets, i, end);
                text.append(decode(Quoted.unescape(octets.substring(i + 1, end - 1))));
                i = end;
            } else {
                i = Quoted.commentEnd(octets, i);
                raw.append(' ');
                text.append(' ');
            }
            start = i;
        }
        raw.append(octets.substring(start));
        text.append(decode(octets.substring(start)));
        return name(raw.toString(), text.toString());
    }

    /** The name in the first comment that is not empty, as in the old form {@code addr (名前)}. */
    DisplayName comment(List<String> comments) {
        for (String comment : comments) {
            String content = Quoted.unescape(comment.substring(1, comment.length() - 1));
            DisplayName name = name(content, decode(content));
            if (!name.raw().isEmpty()) {
                return name;
            }
        }
        return DisplayName.NONE;
    }

    private String decode(String octets) {
        return EncodedWords.decode(octets, rawCharset);
    }

    private static DisplayName name(String raw, String text) {
        return new DisplayName(raw.strip(), text.replaceAll("[ \t\r\n]+", " ").strip());
    }
}
