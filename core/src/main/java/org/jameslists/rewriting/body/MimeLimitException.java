package org.jameslists.rewriting.body;

import java.io.IOException;

/** A message has more parts than any sound one; the message says which limit it is over. */
final class MimeLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    MimeLimitException(String message) {
        super(message);
    }
}
