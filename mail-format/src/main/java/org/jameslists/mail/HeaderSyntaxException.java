package org.jameslists.mail;

/** Header syntax cannot be read; the message says why. For an address, it becomes a {@link MalformedAddress}. */
public final class HeaderSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    HeaderSyntaxException(String reason) {
        super(reason, null, false, false);
    }
}
