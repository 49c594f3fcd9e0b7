package org.jameslists.rewriting;

/** An address cannot be read; the message says why. It becomes a {@link MalformedAddress}. */
final class AddressSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    AddressSyntaxException(String reason) {
        super(reason, null, false, false);
    }
}
