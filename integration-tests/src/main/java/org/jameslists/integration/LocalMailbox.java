package org.jameslists.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import javax.mail.FetchProfile;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;

import com.sun.mail.imap.IMAPFolder;

/** The inbox of a local user, read over IMAP octet for octet. */
public final class LocalMailbox {

    private static final String TIMEOUT_MILLISECONDS = "60000";
    private static final long POLL_MILLISECONDS = 50;

    private final int port;
    private final String user;
    private final String password;

    LocalMailbox(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** The messages, oldest first. */
    public List<byte[]> messages() throws MessagingException, IOException {
        return read(false);
    }

    /** The messages, oldest first, which are then deleted. */
    public List<byte[]> take() throws MessagingException, IOException {
        return read(true);
    }

    /**
     * Waits until there are as many messages, or more.
     *
     * @throws AssertionError if there are fewer when the time is over
     */
    public List<byte[]> awaitMessages(int count, Duration atMost)
            throws MessagingException, IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        List<byte[]> messages = messages();
        while (messages.size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%d messages expected for %s within %s, but got %d"
                        .formatted(count, user, atMost, messages.size()));
            }
            Thread.sleep(POLL_MILLISECONDS);
            messages = messages();
        }
        return messages;
    }

    private List<byte[]> read(boolean delete) throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.partialfetch", "false");
        properties.setProperty("mail.imap.connectiontimeout", TIMEOUT_MILLISECONDS);
        properties.setProperty("mail.imap.timeout", TIMEOUT_MILLISECONDS);
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", port, user, password);
            Folder inbox = store.getFolder("INBOX");
            if (!inbox.exists()) {
                return List.of();
            }
            inbox.open(delete ? Folder.READ_WRITE : Folder.READ_ONLY);
            Message[] stored = inbox.getMessages();
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            inbox.fetch(stored, whole);
            List<byte[]> messages = new ArrayList<>();
            for (Message message : stored) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                messages.add(bytes.toByteArray());
            }
            if (delete) {
                inbox.setFlags(stored, new Flags(Flags.Flag.DELETED), true);
            }
            inbox.close(delete);
            return messages;
        }
    }
}
