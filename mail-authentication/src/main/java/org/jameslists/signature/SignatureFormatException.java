package org.jameslists.signature;

/** A signature field, tag list or key record breaks the rules of its RFC. The message says what is wrong. */
public final class SignatureFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, in words for a result's reason. */
    public SignatureFormatException(String message) {
        super(message);
    }
}
