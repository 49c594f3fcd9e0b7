package org.jameslists.commandline;

import java.util.StringJoiner;

import org.jameslists.mail.DomainName;

/** A TXT record in the form of master files (RFC 1035 §5.1). */
final class TxtRecord {
    /**
     * RFC 1035 §3.3: the maximum length of a character-string in bytes. A longer text is split into several (RFC 6376
     * §3.6.2.2).
     */
    private static final int LONGEST_STRING = 255;

    private TxtRecord() {}

    /** The record on one line. The text must be ASCII without quotes and backslashes. */
    static String format(DomainName name, String text) {
        StringJoiner strings = new StringJoiner(" ", name.ascii() + ". IN TXT ", "");
        for (int from = 0; from < text.length(); from += LONGEST_STRING) {
            strings.add('"' + text.substring(from, Math.min(text.length(), from + LONGEST_STRING)) + '"');
        }
        return strings.toString();
    }
}
