package org.jameslists.integration;

import java.util.List;
import java.util.Map;

/**
 * A mail that a processor put into a repository.
 *
 * @param place where it is
 * @param sender the envelope sender, empty for the null sender
 * @param recipients the envelope recipients
 * @param state the processor in which it was
 * @param error what a failing mailet left as reason, empty if none failed
 * @param attributes the mail's attributes as text
 */
public record StoredMail(
        Place place,
        String sender,
        List<String> recipients,
        String state,
        String error,
        Map<String, String> attributes) {
    /**
     * Where a mail is.
     *
     * @param repository the repository's path, such as {@code var/mail/error}
     * @param key its key there
     */
    public record Place(String repository, String key) {}

    /** The repository's path, such as {@code var/mail/error}. */
    public String repository() {
        return place.repository();
    }

    /** Its key there. */
    public String key() {
        return place.key();
    }
}
