package org.jameslists.hooks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The domains that have their own metric. Their number is limited, so that strangers cannot fill the memory with names.
 */
final class CountedDomains {
    private static final int MOST = 200;

    private final Set<String> domains = ConcurrentHashMap.newKeySet();

    /** The domain, or {@code others} once the limit is reached. */
    String label(String domain) {
        if (domains.contains(domain)) {
            return domain;
        }
        return domains.size() < MOST && domains.add(domain) ? domain : "others";
    }
}
