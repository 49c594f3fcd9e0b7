package org.jameslists.dns;

/** The record types that the protocols use, and the form of their values in {@link DnsAnswer.Records}. */
public enum RecordType {
    /** An IPv4 address in dotted decimals. */
    A,
    /** An IPv6 address (RFC 5952). */
    AAAA,
    /** The host name without preference; most preferred first. */
    MX,
    /** The name pointed to, without a final dot. */
    PTR,
    /** The record's character-strings joined (RFC 6376 §3.6.2.2, RFC 7208 §3.3), one char for each byte. */
    TXT
}
