package org.jameslists.testing;

/**
 * A question that a {@link LoopbackDns} was asked.
 *
 * @param name the name in lower case, without the final dot
 * @param type the type's mnemonic, such as {@code TXT}
 * @param transport how it came
 */
public record DnsQuery(String name, String type, Transport transport) {

    /** How a question came. */
    public enum Transport {
        /** In a datagram. */
        UDP,
        /** On a connection. */
        TCP
    }

    @Override
    public String toString() {
        return name + " " + type + " " + transport;
    }
}
