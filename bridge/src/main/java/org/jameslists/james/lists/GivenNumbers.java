package org.jameslists.james.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The last numbers that a list gave, as text: a line each, with the number, a space, the post. How many are kept bounds how
 * many posts may be under way at a crash and still keep their numbers.
 */
final class GivenNumbers {
    private static final int KEPT = 100;

    private final List<Given> given;

    private GivenNumbers(List<Given> given) {
        this.given = given;
    }

    private record Given(long number, String post) {
        static Given parse(String line) throws IOException {
            try {
                int space = line.indexOf(' ');
                return new Given(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IOException("not a line of serial numbers: " + line, e);
            }
        }
    }

    /** Reads the text; one that is empty has no number. */
    static GivenNumbers parse(String text) throws IOException {
        List<Given> given = new ArrayList<>();
        for (String line : text.lines().toList()) {
            given.add(Given.parse(line));
        }
        return new GivenNumbers(given);
    }

    /** The last number; 0 if none was given. */
    long last() {
        return given.isEmpty() ? 0 : given.get(given.size() - 1).number();
    }

    /** The number that a post has. */
    OptionalLong of(String post) {
        return given.stream()
                .filter(one -> one.post().equals(post))
                .mapToLong(Given::number)
                .findFirst();
    }

    /** These, and the next number for a post. */
    GivenNumbers with(String post) {
        List<Given> next = new ArrayList<>(given.subList(Math.max(0, given.size() + 1 - KEPT), given.size()));
        next.add(new Given(last() + 1, post));
        return new GivenNumbers(next);
    }

    /** The text to keep. */
    String text() {
        StringBuilder text = new StringBuilder();
        given.forEach(
                one -> text.append(one.number()).append(' ').append(one.post()).append('\n'));
        return text.toString();
    }
}
