package org.jameslists.dmarc;

import org.jameslists.mail.DomainName;

/** The top of the tree that is under one administration with a domain (RFC 9989 §3.2.14), if known. */
public sealed interface OrganizationalDomain {
    /** It is known. */
    record Known(DomainName name) implements OrganizationalDomain {}

    /**
     * The DNS did not answer.
     *
     * @param reason what happened
     */
    record Unknown(String reason) implements OrganizationalDomain {}
}
