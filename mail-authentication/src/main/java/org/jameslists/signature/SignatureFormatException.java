package org.jameslists.signature;

/** A signature field, tag list or key record is not what its RFC says; the message says in words what is wrong. */
public final class SignatureFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what is wrong, in words that may be put into a result's reason. */
    public SignatureFormatException(String message) {
        super(message);
    }
}
