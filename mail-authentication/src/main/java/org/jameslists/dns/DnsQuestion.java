package org.jameslists.dns;

import java.util.Locale;

/**
 * A question to the DNS. Two that differ in case or in a final dot are equal, as they are to the DNS (RFC 4343 §3).
 *
 * @param name the name asked for, in lower case and without a final dot
 * @param type the type asked for
 */
public record DnsQuestion(String name, RecordType type) {
    /** Brings the name into its one form. */
    public DnsQuestion {
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        name = absolute.toLowerCase(Locale.ROOT);
    }

    /** Type and name, as in {@code TXT _dmarc.example.org}. */
    @Override
    public String toString() {
        return type + " " + name;
    }
}
