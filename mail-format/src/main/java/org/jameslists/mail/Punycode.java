package org.jameslists.mail;

import java.util.Optional;

/** Punycode (RFC 3492): Unicode text in letters, digits and hyphens. */
final class Punycode {
    private static final int BASE = 36;
    private static final int LOWEST_THRESHOLD = 1;
    private static final int HIGHEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_CODE_POINT = 0x80;

    private Punycode() {}

    /** RFC 3492 §6.3: encodes text; empty if it is too long to be encoded without overflow (§6.4). */
    static Optional<String> encode(String text) {
        int[] input = text.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        for (int c : input) {
            if (c < INITIAL_CODE_POINT) {
                output.append((char) c);
            }
        }
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int previous = INITIAL_CODE_POINT;
        int bias = INITIAL_BIAS;
        long delta = 0;
        while (handled < input.length) {
            int next = smallestFrom(previous, input);
            delta += (long) (next - previous) * (handled + 1);
            for (int c : input) {
                if (c < next) {
                    delta++;
                } else if (c == next) {
                    if (delta > Integer.MAX_VALUE) {
                        return Optional.empty();
                    }
                    append((int) delta, bias, output);
                    bias = adapt((int) delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            previous = next + 1;
        }
        return Optional.of(output.toString());
    }

    private static int smallestFrom(int least, int[] input) {
        int smallest = Integer.MAX_VALUE;
        for (int c : input) {
            if (c >= least && c < smallest) {
                smallest = c;
            }
        }
        return smallest;
    }

    /** RFC 3492 §3.3: a number as digits of varying weight. */
    private static void append(int delta, int bias, StringBuilder output) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.min(Math.max(k - bias, LOWEST_THRESHOLD), HIGHEST_THRESHOLD);
            if (rest < threshold) {
                break;
            }
            output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
        output.append(digit(rest));
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    /** RFC 3492 §6.1. */
    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - LOWEST_THRESHOLD) * HIGHEST_THRESHOLD / 2) {
            rest /= BASE - LOWEST_THRESHOLD;
            k += BASE;
        }
        return k + (BASE - LOWEST_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
