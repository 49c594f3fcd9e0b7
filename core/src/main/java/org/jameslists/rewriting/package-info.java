/**
 * What a list changes in a post, as pure functions on bytes: encoded-words (RFC 2047), addresses (RFC 5322 §3.4), the
 * From and Subject fields, the footer, and the 7-bit form that the bytes have when they leave.
 *
 * <p>Inside this package header text is held as an <em>octet string</em>: a {@code String} with one character for each
 * octet (ISO 8859-1), so that syntax can be read without loss whatever the octets mean.
 */
package org.jameslists.rewriting;
