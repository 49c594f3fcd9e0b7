package org.jameslists.testing;

/**
 * What a receiver knows of a message beside its bytes, for SPF.
 *
 * @param ip the address that connected; loopback and private addresses count as local to some judges
 * @param helo the name in the EHLO command
 * @param mailFrom the envelope sender without angle brackets, empty for the null sender
 */
public record Envelope(String ip, String helo, String mailFrom) {}
