package org.jameslists.authentication;

import org.jameslists.mail.DomainName;

/**
 * What a trusted sealer recorded of a message before others changed it.
 *
 * @param sealer the domain that sealed
 * @param instance its set in the chain
 * @param finding what it recorded, such as {@code dmarc=pass header.from=example.ne.jp}
 */
public record Vouching(DomainName sealer, int instance, String finding) {
    /** As a reason. */
    public String words() {
        return "the trusted sealer " + sealer + " recorded " + finding + " in ARC set " + instance;
    }
}
