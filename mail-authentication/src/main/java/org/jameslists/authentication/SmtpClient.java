package org.jameslists.authentication;

import java.net.InetAddress;

/**
 * The host that handed the message in, and what it said (RFC 5321 §4.1.1).
 *
 * @param address where it connected from
 * @param helo what it called itself with HELO or EHLO, as it said it
 * @param reversePath the address of MAIL FROM without angle brackets; empty for the null reverse-path
 */
public record SmtpClient(InetAddress address, String helo, String reversePath) {}
