package org.jameslists.testing;

import java.io.IOException;

/** A server answered a command, or a message, with a code of 400 or above. */
public final class SmtpRefusal extends IOException {

    private static final long serialVersionUID = 1;

    private final transient SmtpReply reply;

    SmtpRefusal(String command, SmtpReply reply) {
        super(command + " was answered with " + reply);
        this.reply = reply;
    }

    /** What the server said. */
    public SmtpReply reply() {
        return reply;
    }
}
