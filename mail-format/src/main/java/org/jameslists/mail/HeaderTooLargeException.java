package org.jameslists.mail;

import java.io.IOException;

/** The header section is larger than {@link HeaderLimits} allow; the message says which limit and how large it is. */
public final class HeaderTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    HeaderTooLargeException(String message) {
        super(message);
    }
}
