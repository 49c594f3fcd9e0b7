package org.jameslists.james.settings;

import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/** The DNS look-ups of this James. All mailets and hooks share one scheduler, so it can be fair. */
@Singleton
public final class JamesLookups implements Lookups {
    private final LookupScheduler scheduler = new LookupScheduler(Capacity.DEFAULT);

    /** Created once. */
    @Inject
    public JamesLookups() {}

    @Override
    public OfMessage of(Optional<InetAddress> client) {
        return scheduler.of(client);
    }
}
