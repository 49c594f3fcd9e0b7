package org.jameslists.integration;

import java.util.List;
import java.util.Map;

/**
 * A mail that a processor put into a repository.
 *
 * @param repository the repository's path, such as {@code var/mail/error}
 * @param key its key there
 * @param sender the envelope sender, empty for the null sender
 * @param recipients the envelope recipients
 * @param state the processor in which it was
 * @param error what a failing mailet left as reason, empty if none failed
 * @param attributes the mail's attributes as text
 */
public record StoredMail(
        String repository,
        String key,
        String sender,
        List<String> recipients,
        String state,
        String error,
        Map<String, String> attributes) {}
