package org.jameslists.integration.attacks;

import org.jameslists.testing.LoopbackDns;

/** What a domain's DMARC record asks receivers to do with mail that fails. */
enum Published {
    /** There is no record. */
    NOTHING(""),
    /** To do nothing. */
    NONE("p=none"),
    /** To take it as suspicious. */
    QUARANTINE("p=quarantine"),
    /** To refuse it. */
    REJECT("p=reject");

    private final String policy;

    Published(String policy) {
        this.policy = policy;
    }

    /** Whether a post that fails is forged, as far as its author's domain is concerned. */
    boolean isStrict() {
        return this == QUARANTINE || this == REJECT;
    }

    /** Publishes it for a domain, and p=reject for names below it that do not exist. */
    void publish(String domain, LoopbackDns dns) {
        String name = "_dmarc." + domain;
        if (policy.isEmpty()) {
            dns.remove(name);
        } else {
            dns.txt(name, "v=DMARC1; " + policy + "; np=reject");
        }
    }
}
