package org.jameslists.mail.mime;

/**
 * Which bytes in a range matter for transport (RFC 2045 §2.7, §2.8).
 *
 * @param eightBit bytes above 127
 * @param nul NUL bytes
 * @param longLine a line of more than 998 bytes
 * @param bareLineEnd a bare CR or LF
 * @param escape an ESC, with which ISO-2022-JP switches character sets
 */
public record OctetFacts(boolean eightBit, boolean nul, boolean longLine, boolean bareLineEnd, boolean escape) {
    static final OctetFacts NONE = new OctetFacts(false, false, false, false, false);

    OctetFacts and(OctetFacts other) {
        return new OctetFacts(
                eightBit || other.eightBit,
                nul || other.nul,
                longLine || other.longLine,
                bareLineEnd || other.bareLineEnd,
                escape || other.escape);
    }

    /** Whether the bytes can be sent to every server as they are, except for line ends. */
    public boolean isSevenBit() {
        return !eightBit && !nul && !longLine;
    }
}
