package org.jameslists.james.settings;

import org.jameslists.dmarc.DmarcDiscovery;

/** How to find a DMARC policy, as parameters name it. */
public enum PolicyDiscovery {
    /** The tree walk of RFC 9989 §4.10. */
    RFC9989(DmarcDiscovery.TREE_WALK),
    /** The public suffix list, as in RFC 7489 §6.6.3. */
    RFC7489(DmarcDiscovery.PUBLIC_SUFFIX_LIST);

    private final DmarcDiscovery way;

    PolicyDiscovery(DmarcDiscovery way) {
        this.way = way;
    }

    /** The method. */
    public DmarcDiscovery way() {
        return way;
    }
}
