package org.jameslists.james.reception;

import java.io.IOException;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.util.DurationParser;
import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.RelayResults;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.authentication.TrustedRelays;
import org.jameslists.authentication.TrustedSealers;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dmarc.DmarcEvaluator;
import org.jameslists.dns.MessageDns;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.JamesLookups;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.PolicyDiscovery;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthservId;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Authenticates an incoming message for a mailet or for a hook in the SMTP dialogue. According to the settings, it
 * considers the results of {@linkplain TrustedRelays trusted relays} and the records of
 * {@linkplain TrustedSealers trusted sealers}. Safe for use by many threads.
 */
public final class MailAuthentication {
    private final AuthservId id;
    private final TrustedRelays relays;
    private final Authenticator authenticator;

    private MailAuthentication(ListAuthenticationSettings settings, Authenticator authenticator) {
        this.id = settings.authservId();
        this.relays = settings.trustedRelays();
        this.authenticator = authenticator;
    }

    /** Creates instances. What all of them share is injected once. */
    @Singleton
    public static final class Factory {
        private final ListAuthenticationSettings settings;
        private final JamesDns dns;
        private final JamesLookups lookups;

        /** Uses this DNS and these look-ups, and gives results in the name from these settings. */
        @Inject
        public Factory(ListAuthenticationSettings settings, JamesDns dns, JamesLookups lookups) {
            this.settings = settings;
            this.dns = dns;
            this.lookups = lookups;
        }

        /** The name under which results are given. */
        public AuthservId authservId() {
            return settings.authservId();
        }

        /** Reads the parameters {@code time}, {@code lookups}, {@code signatures} and {@code discovery}. */
        public MailAuthentication configure(Parameters parameters) throws MessagingException {
            int most = parameters.number("lookups", MessageDns.Limits.DEFAULT.lookups(), 1);
            MessageDns.Limits limits = parameters
                    .optional("time", text -> new MessageDns.Limits(most, DurationParser.parse(text)))
                    .orElse(new MessageDns.Limits(most, MessageDns.Limits.DEFAULT.time()));
            DmarcEvaluator dmarc = new DmarcEvaluator(
                    parameters.choice("discovery", PolicyDiscovery.RFC9989).way(),
                    DmarcEvaluator.DEFAULT.maxAuthorDomains());
            int signatures = parameters.number("signatures", DkimVerifier.MOST_SIGNATURES, 1);
            Authenticator authenticator = Authenticator.builder()
                    .dns(dns)
                    .limits(limits)
                    .lookups(lookups)
                    .dmarc(dmarc)
                    .mostSignatures(signatures)
                    .trusting(settings.trustedSealers())
                    .build();
            return new MailAuthentication(settings, authenticator);
        }
    }

    /**
     * Authenticates a message. The results are in this server's name.
     *
     * @param message the message as it came in, with this server's Received field on top
     * @param client the client that handed it in; without one, SPF is not checked
     * @throws MessagingException if its body cannot be read
     */
    public Reception of(Message message, Optional<SmtpClient> client) throws MessagingException {
        Optional<RelayResults> relay = relay(message.header(), client);
        try {
            Authentication authentication = relay.isPresent()
                    ? authenticator.authenticate(message, relay.get())
                    : authenticator.authenticate(message, client);
            return Reception.of(authentication, id.text());
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of the message", e);
        }
    }

    /**
     * Removes Authentication-Results fields that claim to be this server's, or a trusted relay's although the relay is
     * not the client (RFC 8601 §5).
     */
    public Header withoutForged(Header header, Optional<SmtpClient> client) {
        Optional<RelayResults> relay = relay(header, client);
        return id.removeForged(header).without(field -> isRelays(field) && !isIn(relay, field));
    }

    private Optional<RelayResults> relay(Header header, Optional<SmtpClient> client) {
        return client.filter(host -> relays.contains(host.address())).map(host -> relays.read(header));
    }

    private boolean isRelays(HeaderField field) {
        return relays.ids().stream().anyMatch(relay -> relay.isClaimedBy(field));
    }

    private static boolean isIn(Optional<RelayResults> relay, HeaderField field) {
        return relay.filter(results -> results.fields().contains(field)).isPresent();
    }
}
