package org.jameslists.authentication;

import org.jameslists.mail.DomainName;

/**
 * The record of a trusted sealer about a message, before others changed it.
 *
 * @param sealer the domain of the sealer
 * @param instance its set in the chain
 * @param finding the recorded result, such as {@code dmarc=pass header.from=example.ne.jp}
 */
public record Vouching(DomainName sealer, int instance, String finding) {
    /** As part of a reason. */
    public String words() {
        return "the trusted sealer " + sealer + " recorded " + finding + " in ARC set " + instance;
    }
}
