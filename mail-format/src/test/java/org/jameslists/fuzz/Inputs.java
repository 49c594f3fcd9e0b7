package org.jameslists.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What targets make of an input. */
final class Inputs {
    /** A step that is not linear takes longer than the fuzzer's time limit for an input of this many octets. */
    private static final int LONG = 1 << 18;

    /** One input in so many is made long, so that the others keep their speed. */
    private static final int SELDOM = 128;

    private Inputs() {}

    /**
     * The input; now and then one with a piece of it repeated up to {@link #LONG} octets, by which the fuzzer's time
     * limit tells what takes more than linear time.
     */
    static byte[] sometimesLong(byte[] input) {
        int hash = Arrays.hashCode(input);
        if (input.length < 2 || Math.floorMod(hash, SELDOM) != 0) {
            return input;
        }
        int choice = Math.floorMod(hash / SELDOM, input.length * input.length);
        int from = Math.min(choice / input.length, choice % input.length);
        int to = Math.max(choice / input.length, choice % input.length) + 1;
        ByteArrayOutputStream longer = new ByteArrayOutputStream(LONG + input.length);
        longer.write(input, 0, from);
        while (longer.size() < LONG) {
            longer.write(input, from, to - from);
        }
        longer.write(input, to, input.length - to);
        return longer.toByteArray();
    }
}
