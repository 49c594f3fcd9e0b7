package org.jameslists.mail.mime;

import java.io.IOException;

/** A message has more parts than any normal one. The message says which limit it exceeds. */
public final class MimeLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    MimeLimitException(String message) {
        super(message);
    }
}
