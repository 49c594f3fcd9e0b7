package org.jameslists.mail;

/**
 * The limits for a header, beyond which a message is refused. They exist because the header is held in memory.
 *
 * @param fields the maximum number of fields
 * @param octets the maximum length of the whole header section in bytes
 */
public record HeaderLimits(int fields, int octets) {
    /** 20,000 fields and 4 MiB: far more than mail needs, far less than harms. */
    public static final HeaderLimits DEFAULT = new HeaderLimits(20_000, 4 << 20);

    /** Requires both to be positive. */
    public HeaderLimits {
        if (fields < 1 || octets < 1) {
            throw new IllegalArgumentException("header limits must be positive");
        }
    }
}
