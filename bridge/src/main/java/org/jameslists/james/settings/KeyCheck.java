package org.jameslists.james.settings;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Checks at start-up whether the public half of a key is published, so that its signatures verify. The setting
 * {@code keys.check} decides what happens if it is not. A DNS that does not answer stops nothing: it may come up after
 * James.
 */
@Singleton
public final class KeyCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyCheck.class);

    private final JamesDns dns;
    private final Mode mode;
    private final Map<String, Optional<String>> troubles = new ConcurrentHashMap<>();

    /** What happens if a key is not published. */
    enum Mode {
        /** A warning in the log. */
        WARN,
        /** James does not start. */
        REFUSE,
        /** Nothing, and the DNS is not asked. */
        OFF
    }

    /** Asks this DNS, and obeys these settings. */
    @Inject
    public KeyCheck(JamesDns dns, ListAuthenticationSettings settings) {
        this.dns = dns;
        this.mode = settings.keyCheck();
    }

    /**
     * Checks one key. The DNS is asked only once for it.
     *
     * @return why James must not start; empty if it may start
     */
    public Optional<String> objection(SigningIdentity identity) {
        if (mode == Mode.OFF) {
            return Optional.empty();
        }
        Optional<String> trouble =
                troubles.computeIfAbsent(identity.selector() + "._domainkey." + identity.domain(), name -> {
                    SignatureResult result = Signatures.tryOut(dns.forOneMail(), identity);
                    return trouble(name, result);
                });
        return mode == Mode.REFUSE ? trouble : Optional.empty();
    }

    private static Optional<String> trouble(String name, SignatureResult result) {
        switch (result.status()) {
            case PASS -> {
                return Optional.empty();
            }
            case TEMPERROR -> {
                LOGGER.warn("Cannot check whether the key for {} is published: {}", name, result.reason());
                return Optional.empty();
            }
            default -> {
                String trouble = "its signatures do not verify with the record at " + name + ": " + result.reason();
                LOGGER.warn("The key for {} is not published: {}", name, trouble);
                return Optional.of(trouble);
            }
        }
    }
}
