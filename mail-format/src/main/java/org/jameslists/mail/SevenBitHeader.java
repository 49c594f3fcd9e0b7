package org.jameslists.mail;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A header in the form in which it can leave. James writes header bytes above 127 as question marks, and JavaMail reads
 * a bare CR as a line end, so a signed header must have neither.
 */
public sealed interface SevenBitHeader {
    /**
     * The header in ASCII, with CRLF line ends. A field that needed no change is the same field.
     *
     * @param header the header
     * @param damaged the names of fields that must not have encoded-words (RFC 2047 §5), so that their raw bytes became
     *     question marks, as James would have written them; and of changed fields that begin with two hyphens, whose
     *     first hyphen became a question mark, so that the line cannot end a part
     */
    record Converted(Header header, Set<String> damaged) implements SevenBitHeader {
        /** Takes a copy of the names. */
        public Converted {
            damaged = Collections.unmodifiableSet(new TreeSet<>(damaged));
        }
    }

    /**
     * The header cannot be written in ASCII without changing its meaning.
     *
     * @param reason which field, and why, for a notice to the author
     */
    record Refused(String reason) implements SevenBitHeader {}

    /**
     * Converts a header. Raw 8-bit text becomes encoded-words, parameters of Content-Type and Content-Disposition are
     * written by RFC 2231, and Unicode domains become A-labels. Addresses whose local part is not ASCII are refused.
     */
    static SevenBitHeader of(Header header) {
        return new HeaderConversion(header).convert();
    }
}
