/**
 * DNS as the protocols need it: an answer that tells records, no data, no such name and failure apart (RFC 2308), over
 * dnsjava, or from a master file (RFC 1035 §5) for tests and offline work.
 */
package org.jameslists.dns;
