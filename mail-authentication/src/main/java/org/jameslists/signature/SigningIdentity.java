package org.jameslists.signature;

/**
 * A signer.
 *
 * @param domain {@code d=}
 * @param selector {@code s=}
 * @param key the private key whose public half is published at {@code selector._domainkey.domain}
 */
public record SigningIdentity(String domain, String selector, SigningKey key) {}
