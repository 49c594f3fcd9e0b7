package org.jameslists.dmarc;

/** The DNS gave no answer, so the record may or may not exist. The message says what happened. */
final class DnsFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    DnsFailureException(String reason) {
        super(reason);
    }
}
