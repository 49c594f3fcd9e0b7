package org.jameslists.mail;

import java.io.IOException;

/** The header section exceeds {@link HeaderLimits}; the message says which limit, and its value. */
public final class HeaderTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    HeaderTooLargeException(String message) {
        super(message);
    }
}
