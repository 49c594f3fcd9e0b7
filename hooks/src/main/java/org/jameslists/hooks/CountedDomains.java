package org.jameslists.hooks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The domains that have a metric of their own: so many that strangers cannot fill the memory with names. */
final class CountedDomains {
    private static final int MOST = 200;

    private final Set<String> domains = ConcurrentHashMap.newKeySet();

    /** The domain, or {@code others} for those that came too late. */
    String label(String domain) {
        if (domains.contains(domain)) {
            return domain;
        }
        return domains.size() < MOST && domains.add(domain) ? domain : "others";
    }
}
