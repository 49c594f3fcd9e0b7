package org.jameslists.james.settings;

import java.time.Duration;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.mail.DomainName;

/**
 * How owners are told of held posts.
 *
 * @param interval the least time between two digests of a list
 * @param owner the address of a list's owner
 * @param secret the domain whose secret signs the addresses to which owners answer; nothing if they cannot
 * @param language the language of the digests
 */
public record DigestSettings(Duration interval, AddressTemplate owner, Optional<DomainName> secret, Language language) {
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** A language. */
    public enum Language {
        /** English. */
        EN,
        /** Japanese. */
        JA
    }

    static DigestSettings read(Parameters parameters) throws MessagingException {
        Duration interval = parameters.duration("held.digest", INTERVAL);
        if (interval.toSeconds() < 1) {
            throw parameters.wrong("held.digest", parameters.optional("held.digest", ""), "less than a second");
        }
        return new DigestSettings(
                interval,
                parameters
                        .optional("held.owner", AddressTemplate::parse)
                        .orElse(AddressTemplate.parse("{list}-owner@{domain}")),
                parameters.optional("held.secret", DomainName::of),
                parameters.choice("held.language", Language.EN));
    }
}
