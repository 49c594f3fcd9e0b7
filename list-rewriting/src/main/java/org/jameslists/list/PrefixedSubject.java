package org.jameslists.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.FieldFolding;
import org.jameslists.mail.HeaderText;
import org.jameslists.mail.HeaderText.Run;
import org.jameslists.mail.Octets;

/**
 * A Subject with its prefix.
 *
 * @param marks the words before the prefix, such as {@code Re:}
 * @param prefix the prefix
 * @param rest the Subject's own words as they came, including folds; an ASCII byte string
 */
record PrefixedSubject(List<String> marks, String prefix, String rest) {
    /** The marks that mail programs put before the Subject of replies and forwarded messages. */
    private static final Pattern MARK = Pattern.compile(
            "(?:re|aw|sv|vs|antw|fwd?|wg|返信|転送|回复|答复|回覆|转发)(?:\\[[0-9]{1,4}]|\\([0-9]{1,4}\\)|\\^[0-9]{1,4})?\\s?[:：]",
            Pattern.CASE_INSENSITIVE);

    /**
     * Takes a Subject apart.
     *
     * @param subject an ASCII byte string, folded or not
     * @param old matches the prefixes of earlier posts
     */
    static PrefixedSubject of(String subject, Pattern old, String prefix) {
        HeaderText text = HeaderText.parse(subject, Optional.empty());
        Front front = new Front(text.text(), old);
        return new PrefixedSubject(front.marks, prefix, rest(text.runs(), front.end));
    }

    /** Marks and old prefixes at the start of a Subject, in any order. */
    private static final class Front {
        private final List<String> marks = new ArrayList<>();
        private int end;

        /** If an old prefix separates two equal marks, one of them is dropped: {@code Re: [example:1] Re:}. */
        Front(String text, Pattern old) {
            Matcher mark = MARK.matcher(text);
            Matcher prefix = old.matcher(text);
            boolean behindPrefix = false;
            while (true) {
                int start = end;
                while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                    start++;
                }
                if (mark.region(start, text.length()).lookingAt()) {
                    boolean repeated = behindPrefix
                            && !marks.isEmpty()
                            && marks.get(marks.size() - 1).equalsIgnoreCase(mark.group());
                    if (!repeated) {
                        marks.add(mark.group());
                    }
                    end = mark.end();
                } else if (prefix.region(start, text.length()).lookingAt()) {
                    behindPrefix = true;
                    end = prefix.end();
                } else {
                    return;
                }
            }
        }
    }

    /** The text after a number of characters. A word is rewritten only if the cut goes through it. */
    private static String rest(List<Run> runs, int cut) {
        StringBuilder rest = new StringBuilder();
        int position = 0;
        for (Run run : runs) {
            int end = position + run.text().length();
            if (position < cut && end > cut) {
                rest.append(remainder(run, cut - position));
            } else if (end > cut || !rest.isEmpty()) {
                rest.append(run.raw());
            }
            position = end;
        }
        return rest.toString().strip();
    }

    /** The rest of a run. A word that was glued to other text must not become an encoded-word through the cut. */
    private static String remainder(Run run, int cut) {
        String text = run.text().substring(cut).stripLeading();
        boolean plain = run.text().equals(run.raw()) && !text.contains("=?");
        return plain ? text : String.join("\r\n ", EncodedWords.encode(text));
    }

    /** The field body, folded if the prefix makes a line too long. */
    String value() {
        List<String> lead = new ArrayList<>(marks);
        lead.addAll(List.of(prefix.split(" ")));
        boolean spaceInside = HeaderText.parse(rest, Optional.empty()).runs().stream()
                .findFirst()
                .map(Run::encoded)
                .orElse(false);
        List<String> words = words(lead, spaceInside);
        String folded = Octets.string(FieldFolding.fold("Subject", words).value());
        if (rest.isEmpty()) {
            return folded.stripLeading();
        }
        int lineStart = folded.lastIndexOf('\n') + 1;
        int column = (lineStart == 0 ? "Subject:".length() : 0) + folded.length() - lineStart;
        int lineEnd = rest.indexOf('\n');
        int firstLine = lineEnd < 0 ? rest.length() : lineEnd;
        String gap = column + 1 + firstLine > FieldFolding.LINE ? "\r\n " : " ";
        return folded.stripLeading() + gap + rest;
    }

    /** RFC 2047 §6.2: the space between two encoded-words is written inside one of them. */
    private static List<String> words(List<String> lead, boolean spaceInside) {
        List<String> words = new ArrayList<>();
        List<String> encoded = new ArrayList<>();
        for (String word : lead) {
            if (Octets.isAscii(word) && !word.contains("=?")) {
                words.addAll(EncodedWords.encode(String.join(" ", encoded)));
                encoded.clear();
                words.add(word);
            } else {
                encoded.add(word);
            }
        }
        if (!encoded.isEmpty()) {
            words.addAll(EncodedWords.encode(String.join(" ", encoded) + (spaceInside ? " " : "")));
        }
        return words;
    }
}
