package org.jameslists.dns;

import java.util.Locale;

/**
 * A question to the DNS. As in the DNS, case and a final dot make no difference (RFC 4343 §3).
 *
 * @param name the name, in lower case and without a final dot
 * @param type the type of record
 */
public record DnsQuestion(String name, RecordType type) {
    /** Normalizes the name. */
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
