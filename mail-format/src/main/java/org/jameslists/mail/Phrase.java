package org.jameslists.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds a phrase (RFC 5322 §3.2.5, RFC 2047 §5 (3)) from pieces, with nothing between them.
 */
public final class Phrase {
    /** The longest ASCII text that stays as it is: longer text might not fit into a line (RFC 5322 §2.1.1). */
    private static final int PLAIN_LIMIT = 500;

    /** A piece of the phrase, and its text. */
    private sealed interface Piece {
        String text();
    }

    private record Text(String text) implements Piece {}

    /** The words of a name as they came; the first and the last are encoded-words. */
    private record Words(List<String> words, String text) implements Piece {}

    private final List<Piece> pieces = new ArrayList<>();
    /** Text that is not yet a piece, since more may follow. */
    private final StringBuilder open = new StringBuilder();

    /** Adds text, made safe to show. */
    public Phrase text(String text) {
        open.append(text);
        return this;
    }

    private void closeText() {
        if (!open.isEmpty()) {
            pieces.add(new Text(open.toString()));
            open.setLength(0);
        }
    }

    /**
     * Adds a received name. Its encoded-words stay as they are if they are safe and legal in a phrase, so nothing is
     * decoded and encoded again. Otherwise it is added as text, made safe.
     */
    public Phrase name(DisplayName name) {
        Optional<List<String>> reusable = reusableWords(name);
        if (reusable.isEmpty()) {
            return text(SafeText.name(name.text()));
        }
        List<String> words = reusable.get();
        int first = 0;
        while (!isEncoded(words.get(first))) {
            text(words.get(first++) + " ");
        }
        int end = words.size();
        while (!isEncoded(words.get(end - 1))) {
            end--;
        }
        List<String> encoded = words.subList(first, end);
        closeText();
        pieces.add(new Words(encoded, EncodedWords.decode(String.join(" ", encoded), Optional.empty())));
        words.subList(end, words.size()).forEach(atom -> text(" " + atom));
        return this;
    }

    private static Optional<List<String>> reusableWords(DisplayName name) {
        if (!SafeText.name(name.text()).equals(name.text())) {
            return Optional.empty();
        }
        String raw = name.raw();
        boolean quoted = raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
        String phrase = quoted ? raw.substring(1, raw.length() - 1).strip() : raw;
        List<String> words = Arrays.asList(phrase.split("[ \t]+"));
        boolean legal = words.stream().allMatch(word -> isEncoded(word) ? EncodedWord.fitsPhrase(word) : isAtom(word));
        return legal && words.stream().anyMatch(Phrase::isEncoded) ? Optional.of(words) : Optional.empty();
    }

    /**
     * The words of the phrase, to be separated by single spaces or folds; none if it is empty. A plain ASCII phrase is
     * a run of atoms or a quoted-string. In any other phrase, each text that is not a run of atoms becomes
     * encoded-words: clients differ in how they read a quoted-string next to an encoded-word.
     */
    List<String> words() {
        closeText();
        String text = pieces.stream().map(Piece::text).collect(Collectors.joining());
        if (pieces.stream().noneMatch(Words.class::isInstance) && isPlain(text)) {
            String line = oneSpaced(text).strip();
            return line.isEmpty() || isAtoms(line) ? words(line) : words(Quoted.quote(line));
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Words reused) {
                words.addAll(reused.words());
            } else {
                boolean atStart = i == 0;
                boolean atEnd = i == pieces.size() - 1;
                words.addAll(besideEncodedWords(oneSpaced(pieces.get(i).text()), atStart, atEnd));
            }
        }
        return words;
    }

    /**
     * RFC 2047 §6.2: white space between encoded-words vanishes, so a space between two of them is written inside one.
     */
    private static List<String> besideEncodedWords(String text, boolean atStart, boolean atEnd) {
        String line = text.strip();
        boolean apart = (atStart || text.startsWith(" ")) && (atEnd || text.endsWith(" "));
        if (apart && isPlain(line) && isAtoms(line)) {
            return words(line);
        }
        String fromStart = atStart ? text.stripLeading() : text;
        return EncodedWords.encode(atEnd ? fromStart.stripTrailing() : fromStart);
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    private static String oneSpaced(String text) {
        return text.replaceAll(" +", " ");
    }

    /** Whether this is ASCII that nobody reads as an encoded-word. */
    private static boolean isPlain(String text) {
        return Octets.isAscii(text) && !text.contains("=?") && text.length() <= PLAIN_LIMIT;
    }

    private static boolean isEncoded(String word) {
        return EncodedWord.parse(word).isPresent();
    }

    private static boolean isAtoms(String line) {
        return Arrays.stream(line.split(" ")).allMatch(Phrase::isAtom);
    }

    private static boolean isAtom(String word) {
        return !word.isEmpty() && word.length() <= PLAIN_LIMIT && word.chars().allMatch(c -> Octets.isAtext((char) c));
    }
}
