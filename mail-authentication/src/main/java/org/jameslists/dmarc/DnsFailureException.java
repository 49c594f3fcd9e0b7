package org.jameslists.dmarc;

/** The DNS gave no answer, so that what was asked for may or may not exist; the message says what happened. */
final class DnsFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    DnsFailureException(String reason) {
        super(reason);
    }
}
