package org.jameslists.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import com.google.common.primitives.Bytes;

/**
 * The network of a client: a client with one address in it counts as having the others.
 *
 * @param prefix what its addresses begin with: 24 bits of IPv4, 48 of IPv6, the most that a site gets (RFC 6177 §2)
 */
record ClientNetwork(List<Byte> prefix) {
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    static ClientNetwork of(InetAddress address) {
        int bytes = address instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
        return new ClientNetwork(List.copyOf(Bytes.asList(Arrays.copyOf(address.getAddress(), bytes))));
    }
}
