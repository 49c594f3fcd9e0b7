package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of an unstructured field (RFC 5322 §2.2.1). Only words with raw bytes are rewritten; other words, white
 * space and folds stay as they came.
 */
public final class UnstructuredText {
    private final List<HeaderText.Run> runs;
    private final boolean known;
    private final StringBuilder result = new StringBuilder();
    private int column;

    public UnstructuredText(String octets, Optional<Charset> declared) {
        this.runs = HeaderText.parse(octets, declared).runs();
        this.known = MailCharset.guess(octets, declared).isPresent();
    }

    /**
     * The text in ASCII.
     *
     * @param start how many bytes come before it in its first line
     */
    public String inAscii(int start) {
        column = start + 1;
        for (int i = 0; i < runs.size(); ) {
            int end = rawEnd(i);
            if (end == i) {
                append(runs.get(i).raw());
                i++;
            } else {
                encode(i, end);
                i = end;
            }
        }
        return result.toString();
    }

    /** Where a sequence of raw 8-bit words and the white space between them ends; the start if there is none. */
    private int rawEnd(int start) {
        int end = start;
        for (int i = start; i < runs.size() && isRaw(i); i += 2) {
            end = i + 1;
        }
        return end;
    }

    private boolean isRaw(int index) {
        return !Octets.isAscii(runs.get(index).raw());
    }

    /** RFC 2047 §6.2: the white space between new encoded-words and others is written inside them. */
    private void encode(int start, int end) {
        boolean afterEncoded = start > 1 && runs.get(start - 2).encoded();
        boolean beforeEncoded = end + 1 < runs.size() && runs.get(end + 1).encoded();
        StringBuilder text = new StringBuilder(afterEncoded ? " " : "");
        runs.subList(start, end).forEach(run -> text.append(known ? run.text() : run.raw()));
        text.append(beforeEncoded ? " " : "");
        List<String> words = known ? EncodedWords.encode(text.toString()) : unknown(text.toString());
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                append(" ");
            }
            appendWord(words.get(i));
        }
    }

    private void appendWord(String word) {
        int space = result.length();
        while (space > 0 && (result.charAt(space - 1) == ' ' || result.charAt(space - 1) == '\t')) {
            space--;
        }
        boolean lineStart = space > 0 && result.charAt(space - 1) == '\n';
        if (column + word.length() > FieldFolding.LINE && !lineStart) {
            if (space == result.length()) {
                result.append(' ');
            }
            result.insert(space, "\r\n");
            column = result.length() - space - 2;
        }
        append(word);
    }

    private void append(String octets) {
        result.append(octets);
        int line = octets.lastIndexOf('\n');
        column = line < 0 ? column + octets.length() : octets.length() - line - 1;
    }

    /** RFC 1428 §3: bytes in an unknown charset, about 20 in each word. */
    private static List<String> unknown(String octets) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : octets.replaceAll("\r?\n", "").toCharArray()) {
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            word.append(c == ' ' ? "_" : plain ? String.valueOf(c) : "=" + Octets.hex(c));
            if (word.length() > 48) {
                words.add("=?unknown-8bit?Q?" + word + "?=");
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            words.add("=?unknown-8bit?Q?" + word + "?=");
        }
        return words;
    }
}
