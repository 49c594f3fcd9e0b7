package org.jameslists.james.settings;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.signature.SigningIdentity;

import com.google.inject.ImplementedBy;

/**
 * The private keys to sign with. The default reads them from files; bind another one where they are kept elsewhere.
 * Implementations are safe for use by many threads, and never show a key in a message or a log line.
 */
@ImplementedBy(KeyFiles.class)
public interface SigningKeys {
    /** Whether there is a key, be it usable or not. */
    boolean has(String domain, String selector);

    /**
     * The selectors for which a domain has a key, usable or not. By default there are none: an implementation that does not
     * list its keys has no rotation.
     *
     * @throws MessagingException if the keys cannot be listed
     */
    default List<String> selectors(String domain, SelectorPattern pattern) throws MessagingException {
        return List.of();
    }

    /**
     * Who signs for a domain.
     *
     * @param domain {@code d=}
     * @param selector {@code s=}
     * @throws MessagingException if there is no key, or none that can be used; the message says where it should be
     */
    SigningIdentity identity(String domain, String selector) throws MessagingException;
}
