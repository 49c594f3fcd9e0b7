package org.jameslists.mail.mime;

/**
 * What bytes a range has that matter on its way (RFC 2045 §2.7, §2.8).
 *
 * @param eightBit bytes above 127
 * @param nul NUL bytes
 * @param longLine a line of more than 998 bytes
 * @param bareLineEnd a CR or LF that is no part of a CRLF
 * @param escape an ESC, with which ISO-2022-JP changes its sets
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

    /** Whether the bytes can go anywhere as they are, line ends aside. */
    public boolean isSevenBit() {
        return !eightBit && !nul && !longLine;
    }
}
