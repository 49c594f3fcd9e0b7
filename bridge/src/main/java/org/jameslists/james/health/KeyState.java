package org.jameslists.james.health;

import java.util.List;
import java.util.Optional;

import org.jameslists.mail.DomainName;

/**
 * The state of a signing key.
 *
 * @param domain the domain it signs for ({@code d=})
 * @param selector its selector ({@code s=})
 * @param findings about it; never empty
 * @param record the TXT record to publish, if there is a private key
 */
public record KeyState(DomainName domain, String selector, List<HealthFinding> findings, Optional<String> record) {
    /** Takes a copy of the findings. */
    public KeyState {
        findings = List.copyOf(findings);
    }

    /** The name of the DNS record. */
    public String recordName() {
        return selector + "._domainkey." + domain.ascii();
    }
}
