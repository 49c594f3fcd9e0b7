package org.jameslists.authentication;

import java.net.InetAddress;

import com.google.common.net.InetAddresses;

/**
 * The host that handed the message in, and what it said (RFC 5321 §4.1.1).
 *
 * @param address where it connected from
 * @param helo what it called itself with HELO or EHLO, as it said it
 * @param reversePath the address of MAIL FROM without angle brackets; empty for the null reverse-path
 */
public record SmtpClient(InetAddress address, String helo, String reversePath) {
    /**
     * A client at an address that is written as text, such as {@code 192.0.2.1} or {@code 2001:db8::1}. No name is looked
     * up.
     *
     * @throws IllegalArgumentException if the text is no address
     */
    public static SmtpClient of(String address, String helo, String reversePath) {
        return new SmtpClient(InetAddresses.forString(address), helo, reversePath);
    }
}
