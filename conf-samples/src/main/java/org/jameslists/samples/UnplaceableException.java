package org.jameslists.samples;

/** A sample cannot be put into a configuration; the message says what is in the way and what to do. */
public final class UnplaceableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnplaceableException(String message) {
        super(message);
    }
}
