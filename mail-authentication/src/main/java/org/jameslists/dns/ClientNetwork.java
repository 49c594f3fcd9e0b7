package org.jameslists.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import com.google.common.primitives.Bytes;

/**
 * The network of a client. All addresses in it count as the same client.
 *
 * @param prefix the common prefix of its addresses: 24 bits of IPv4, or 48 of IPv6, the largest network of a site (RFC
 *     6177 §2)
 */
record ClientNetwork(List<Byte> prefix) {
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    static ClientNetwork of(InetAddress address) {
        int bytes = address instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
        return new ClientNetwork(List.copyOf(Bytes.asList(Arrays.copyOf(address.getAddress(), bytes))));
    }
}
