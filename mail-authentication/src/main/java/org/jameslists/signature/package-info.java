/**
 * The common base of DKIM (RFC 6376) and ARC (RFC 8617): tag lists, canonicalisation, body hashes, private keys, key
 * records, and the signature over a message. Nothing here depends on either of the two.
 */
package org.jameslists.signature;
