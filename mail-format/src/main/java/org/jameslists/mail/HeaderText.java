package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Unstructured header text (RFC 5322 §3.2.5) with decoded encoded-words: the written form next to the text.
 *
 * @param runs the pieces from left to right; their raw bytes together are the whole text
 */
public record HeaderText(List<Run> runs) {
    /**
     * A piece of the text with a meaning.
     *
     * @param raw the piece as written, a byte string
     * @param text the decoded text
     * @param encoded whether it is one or more encoded-words, or the white space between two, which has no meaning
     */
    public record Run(String raw, String text, boolean encoded) {}

    public HeaderText {
        runs = List.copyOf(runs);
    }

    /**
     * Reads text.
     *
     * @param octets a byte string, folded or not
     * @param declared the declared charset of the message's body, for raw bytes that are not UTF-8
     */
    public static HeaderText parse(String octets, Optional<Charset> declared) {
        return new Reader(octets, declared).read();
    }

    /** The decoded text. */
    public String text() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    private static final class Reader {
        private final String octets;
        private final Optional<Charset> rawCharset;
        private final List<Run> runs = new ArrayList<>();
        private int position;

        Reader(String octets, Optional<Charset> declared) {
            this.octets = octets;
            this.rawCharset = MailCharset.guess(octets, declared);
        }

        HeaderText read() {
            while (position < octets.length()) {
                if (Octets.isSpace(octets.charAt(position))) {
                    literal(position, spaceEnd(position));
                } else {
                    int end = wordEnd(position);
                    Optional<EncodedWord> word = EncodedWord.parse(octets.substring(position, end));
                    if (word.isPresent()) {
                        encodedWords(word.get(), end);
                    } else {
                        literal(position, end);
                    }
                }
            }
            return new HeaderText(runs);
        }

        private void literal(int start, int end) {
            String raw = octets.substring(start, end);
            boolean space = Octets.isSpace(raw.charAt(0));
            runs.add(new Run(raw, space ? raw.replaceAll("[\r\n]", "") : rawText(raw), false));
            position = end;
        }

        private String rawText(String raw) {
            String octets = RawJapanese.toUtf8(raw);
            return rawCharset
                    .map(charset -> MailCharset.decode(octets, charset))
                    .orElseGet(() -> octets.replaceAll("[\u0080-\u00ff]", "\ufffd"));
        }

        /** RFC 2047 §6.2: white space between adjacent encoded-words has no meaning. */
        private void encodedWords(EncodedWord first, int end) {
            List<EncodedWord> words = new ArrayList<>(List.of(first));
            List<Integer> ends = new ArrayList<>(List.of(end));
            List<Integer> starts = new ArrayList<>(List.of(position));
            int gap = end;
            while (true) {
                int next = spaceEnd(gap);
                Optional<EncodedWord> word =
                        next == gap ? Optional.empty() : EncodedWord.parse(octets.substring(next, wordEnd(next)));
                if (word.isEmpty() || !word.get().charset().equals(first.charset())) {
                    break;
                }
                words.add(word.get());
                starts.add(next);
                gap = wordEnd(next);
                ends.add(gap);
            }
            addRuns(words, starts, ends);
            position = gap;
            int next = spaceEnd(gap);
            boolean anotherCharset = next > gap
                    && EncodedWord.parse(octets.substring(next, wordEnd(next))).isPresent();
            if (anotherCharset) {
                runs.add(new Run(octets.substring(gap, next), "", true));
                position = next;
            }
        }

        /**
         * If words were split inside a character, their bytes must be joined before they are decoded. Words with whole
         * characters stay separate, so that one can be changed without the others.
         */
        private void addRuns(List<EncodedWord> words, List<Integer> starts, List<Integer> ends) {
            int last = words.size() - 1;
            if (!words.stream().allMatch(Reader::saysSomethingAlone)) {
                String joined = words.stream().map(EncodedWord::octets).collect(Collectors.joining());
                String raw = octets.substring(starts.get(0), ends.get(last));
                runs.add(new Run(raw, MailCharset.decode(joined, words.get(0).charset()), true));
                return;
            }
            for (int i = 0; i <= last; i++) {
                EncodedWord word = words.get(i);
                String raw = octets.substring(starts.get(i), ends.get(i));
                runs.add(new Run(raw, MailCharset.decode(word.octets(), word.charset()), true));
                if (i < last) {
                    runs.add(new Run(octets.substring(ends.get(i), starts.get(i + 1)), "", true));
                }
            }
        }

        private static boolean saysSomethingAlone(EncodedWord word) {
            return endsInAscii(word.octets())
                    && MailCharset.decodeStrictly(word.octets(), word.charset()).isPresent();
        }

        /** RFC 1468: an ISO-2022-JP text ends in ASCII. If a word does not, the next one continues in its state. */
        private static boolean endsInAscii(String octets) {
            int escape = octets.lastIndexOf('\u001b');
            return escape < 0 || octets.startsWith("(B", escape + 1) || octets.startsWith("(J", escape + 1);
        }

        private int spaceEnd(int start) {
            int end = start;
            while (end < octets.length() && Octets.isSpace(octets.charAt(end))) {
                end++;
            }
            return end;
        }

        private int wordEnd(int start) {
            int end = start;
            while (end < octets.length() && !Octets.isSpace(octets.charAt(end))) {
                end++;
            }
            return end;
        }
    }
}
