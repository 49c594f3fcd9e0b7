/**
 * The DNS for the protocols. Answers distinguish records, no data, no such name and failure (RFC 2308). They come from
 * dnsjava, or from a master file (RFC 1035 §5) for tests and offline work.
 */
package org.jameslists.dns;
