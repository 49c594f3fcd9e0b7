package org.jameslists.results;

/** A text is not an Authentication-Results payload, or has an unknown version. The message says why. */
public final class MalformedResultsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    MalformedResultsException(String reason, int position) {
        super(reason + " at character " + position);
        this.position = position;
    }

    /** Where reading stopped: an index into the text that was read, after unfolding. */
    public int position() {
        return position;
    }
}
