package org.jameslists.results;

/** A text is no Authentication-Results payload, or one of a version that is not known; the message says why. */
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
