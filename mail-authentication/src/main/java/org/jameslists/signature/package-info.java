/**
 * What DKIM (RFC 6376) and ARC (RFC 8617) share: tag lists, canonicalisation, body hashes, the keys that sign, the key
 * records that verify, and the signature over a message itself. Nothing here knows which of the two asks.
 */
package org.jameslists.signature;
