package org.jameslists.authentication;

import java.net.InetAddress;

import com.google.common.net.InetAddresses;

/**
 * The host that handed a message in, and what it said (RFC 5321 §4.1.1).
 *
 * @param address the address from which it connected
 * @param helo its name in HELO or EHLO, as given
 * @param reversePath the address in MAIL FROM, without angle brackets; empty for the null reverse-path
 */
public record SmtpClient(InetAddress address, String helo, String reversePath) {
    /**
     * A client with an address in text form, such as {@code 192.0.2.1} or {@code 2001:db8::1}. Looks up no names.
     *
     * @throws IllegalArgumentException if the text is not an address
     */
    public static SmtpClient of(String address, String helo, String reversePath) {
        return new SmtpClient(InetAddresses.forString(address), helo, reversePath);
    }
}
