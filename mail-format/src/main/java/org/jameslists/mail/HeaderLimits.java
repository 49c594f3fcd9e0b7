package org.jameslists.mail;

/**
 * How much header a message may have before it is refused: the header is held in memory, so it must end somewhere.
 *
 * @param fields the most fields
 * @param octets the most bytes of the whole header section
 */
public record HeaderLimits(int fields, int octets) {
    /** 20,000 fields and 4 MiB: far above what mail carries, far below what hurts. */
    public static final HeaderLimits DEFAULT = new HeaderLimits(20_000, 4 << 20);

    /** Requires both to be positive. */
    public HeaderLimits {
        if (fields < 1 || octets < 1) {
            throw new IllegalArgumentException("header limits must be positive");
        }
    }
}
