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
 * Asks the DNS, when James starts, whether what a key signs will verify: its public half must be published. What becomes
 * of one that is not the key {@code keys.check} of the settings says. A DNS that does not answer stops nobody: it may
 * come up after James.
 */
@Singleton
public final class KeyCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyCheck.class);

    private final JamesDns dns;
    private final Mode mode;
    private final Map<String, Optional<String>> troubles = new ConcurrentHashMap<>();

    /** What a key that is not published does. */
    enum Mode {
        /** A warning in the log. */
        WARN,
        /** It stops James. */
        REFUSE,
        /** Nothing, and the DNS is not asked. */
        OFF
    }

    /** Asks this DNS, and does as these settings say. */
    @Inject
    public KeyCheck(JamesDns dns, ListAuthenticationSettings settings) {
        this.dns = dns;
        this.mode = settings.keyCheck();
    }

    /**
     * Looks at one key; the DNS is asked once.
     *
     * @return why James must not start; empty if it may
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
                LOGGER.warn("It is not known whether the key for {} is published: {}", name, result.reason());
                return Optional.empty();
            }
            default -> {
                String trouble = "what it signs does not verify, by the record at " + name + ": " + result.reason();
                LOGGER.warn("The key for {} is not published: {}", name, trouble);
                return Optional.of(trouble);
            }
        }
    }
}
