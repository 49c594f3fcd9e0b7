/** Messages as bytes (RFC 5322): header fields, addresses, encoded-words (RFC 2047), charsets. */
package org.jameslists.mail;
