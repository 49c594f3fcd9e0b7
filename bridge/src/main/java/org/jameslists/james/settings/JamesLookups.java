package org.jameslists.james.settings;

import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/** The look-ups of this James: all mailets and hooks share one scheduler, so that it can be fair. */
@Singleton
public final class JamesLookups implements Lookups {
    private final LookupScheduler scheduler = new LookupScheduler(Capacity.DEFAULT);

    /** Made once. */
    @Inject
    public JamesLookups() {}

    @Override
    public OfMessage of(Optional<InetAddress> client) {
        return scheduler.of(client);
    }
}
