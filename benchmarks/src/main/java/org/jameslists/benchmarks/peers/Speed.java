package org.jameslists.benchmarks.peers;

/**
 * How fast a library does something.
 *
 * @param library which one
 * @param task {@code sign}, {@code verify}, {@code seal}, {@code validate}, or a bare signature: {@code rsa},
 *     {@code ed25519}
 * @param bytes how long the message's body is
 * @param perSecond how often a second
 */
public record Speed(String library, String task, int bytes, double perSecond) {
    /**
     * Reads a line that a driver printed.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Speed of(String library, String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException(library + " printed " + line);
        }
        return new Speed(library, words[0], Integer.parseInt(words[1]), Double.parseDouble(words[2]));
    }
}
