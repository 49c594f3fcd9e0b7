package org.jameslists.integration;

import java.io.IOException;

/** A James that has started, whichever way; closing it stops it and deletes its working directory. */
public sealed interface RunningJames extends AutoCloseable permits EmbeddedJames, ExternalJames {

    /** The port on 127.0.0.1 for mail from other servers. */
    int smtpPort();

    /** The port on 127.0.0.1 where {@link #mailbox} reads. */
    int imapPort();

    /** Administration, and a look at queues and repositories. */
    WebAdmin webAdmin();

    /** The mailbox of a local user. */
    default LocalMailbox mailbox(String user, String password) {
        return new LocalMailbox(imapPort(), user, password);
    }

    @Override
    void close() throws IOException;
}
