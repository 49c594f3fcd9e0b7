package org.jameslists.james.settings;

import java.time.Duration;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.Lookups;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.RecordType;

import com.google.inject.ImplementedBy;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The DNS that matchers and mailets ask. The default comes from the settings; bind another implementation to replace
 * it.
 */
@ImplementedBy(JamesDns.OfSettings.class)
public interface JamesDns extends Dns {
    /**
     * Enough time for two silent servers, but no more: a matcher's look-ups hold up a thread of James' spool. The last
     * look-up may begin just before the time is up, and end later.
     */
    MessageDns.Limits FOR_A_MATCHER = new MessageDns.Limits(100, Duration.ofSeconds(10));

    /**
     * This DNS for one mail, with limited cost. Look-ups run one after the other in the calling thread. They are few,
     * and most answers are cached, so no scheduler is needed.
     */
    default Dns forOneMail() {
        return new MessageDns(this, FOR_A_MATCHER, Lookups.IN_PLACE.of(Optional.empty())).decision();
    }

    /** The DNS of {@link ListAuthenticationSettings}. */
    @Singleton
    final class OfSettings implements JamesDns {
        private final Dns dns;

        /** Asks the DNS servers from these settings. */
        @Inject
        public OfSettings(ListAuthenticationSettings settings) {
            this.dns = settings.dns();
        }

        @Override
        public DnsAnswer query(String name, RecordType type) {
            return dns.query(name, type);
        }

        @Override
        public Optional<DnsAnswer> known(String name, RecordType type) {
            return dns.known(name, type);
        }
    }
}
