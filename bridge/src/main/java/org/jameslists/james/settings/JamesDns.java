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

/** The DNS that matchers and mailets ask. The default is what the settings say; bind another one to replace it. */
@ImplementedBy(JamesDns.OfSettings.class)
public interface JamesDns extends Dns {
    /**
     * Twice what one silent server costs, and no more: look-ups of a matcher hold up a thread of James' spool. The last
     * one may begin just before the time is up, and end later.
     */
    MessageDns.Limits FOR_A_MATCHER = new MessageDns.Limits(100, Duration.ofSeconds(10));

    /**
     * This DNS for one mail: what it may cost is bounded. Look-ups go one after the other, in the thread that asks: they
     * are few, and most have been asked before. So they wait for nobody, and nobody waits for them.
     */
    default Dns forOneMail() {
        return new MessageDns(this, FOR_A_MATCHER, Lookups.IN_PLACE.of(Optional.empty())).decision();
    }

    /** The DNS of {@link ListAuthenticationSettings}. */
    @Singleton
    final class OfSettings implements JamesDns {
        private final Dns dns;

        /** Asks what these settings say. */
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
