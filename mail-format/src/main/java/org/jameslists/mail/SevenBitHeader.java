package org.jameslists.mail;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A header in the form in which it can leave. James writes header bytes above 127 as question marks, and JavaMail takes
 * a bare CR for the end of a line, so neither may be there when a message is signed.
 */
public sealed interface SevenBitHeader {
    /**
     * The header in ASCII, its lines closed by CRLF. A field that was so before is the same field.
     *
     * @param header the header
     * @param damaged the names of fields that can hold no encoded-word (RFC 2047 §5) and lost their raw bytes to
     *     question marks, as James would have written them; or that begin with two hyphens and were changed: a question
     *     mark takes the place of the first, lest the line end a part
     */
    record Converted(Header header, Set<String> damaged) implements SevenBitHeader {
        /** Takes a copy of the names. */
        public Converted {
            damaged = Collections.unmodifiableSet(new TreeSet<>(damaged));
        }
    }

    /**
     * The header cannot be written in ASCII without saying something else.
     *
     * @param reason which field, and why; fit for a notice to the author
     */
    record Refused(String reason) implements SevenBitHeader {}

    /**
     * Converts a header: raw 8-bit text becomes encoded-words, parameters of Content-Type and Content-Disposition are
     * written by RFC 2231, Unicode domains become A-labels. Refused are addresses whose local part is not ASCII.
     */
    static SevenBitHeader of(Header header) {
        return new HeaderConversion(header).convert();
    }
}
