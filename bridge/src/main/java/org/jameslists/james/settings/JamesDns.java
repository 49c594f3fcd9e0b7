package org.jameslists.james.settings;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.RecordType;

import com.google.inject.ImplementedBy;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/** The DNS that matchers and mailets ask. The default is what the settings say; bind another one to replace it. */
@ImplementedBy(JamesDns.OfSettings.class)
public interface JamesDns extends Dns {
    /** This DNS for one mail: what it may cost is bounded. Look-ups go one after the other: they are few. */
    default Dns forOneMail() {
        return new MessageDns(this, MessageDns.Limits.DEFAULT, Runnable::run);
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
    }
}
