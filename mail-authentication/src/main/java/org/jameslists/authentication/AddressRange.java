package org.jameslists.authentication;

import java.net.InetAddress;

import com.google.common.net.InetAddresses;

/**
 * Addresses with a common prefix (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param address one of them
 * @param bits the length of the prefix in bits
 */
public record AddressRange(InetAddress address, int bits) {
    /** Requires the address to have that many bits. */
    public AddressRange {
        if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    InetAddresses.toAddrString(address) + " does not have " + bits + " bits");
        }
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address. Looks up no names.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddresses.forString(slash < 0 ? text : text.substring(0, slash));
        return new AddressRange(
                address,
                slash < 0 ? address.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether an address is in the range. An address of the other version of IP never is. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] others = other.getAddress();
        if (mine.length != others.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
