package org.jameslists.matchers;

import org.jameslists.dmarc.DmarcPolicy;

/** The weakest DMARC policy that counts, as conditions name it. */
enum WeakestPolicy {
    REJECT(DmarcPolicy.REJECT),
    QUARANTINE(DmarcPolicy.QUARANTINE),
    ANY(DmarcPolicy.NONE);

    private final DmarcPolicy policy;

    WeakestPolicy(DmarcPolicy policy) {
        this.policy = policy;
    }

    DmarcPolicy policy() {
        return policy;
    }
}
