package org.jameslists.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import com.google.common.net.InetAddresses;

/** Converts between dnsjava's names, types and records and the texts of {@link Dns}. */
final class RecordValues {
    private RecordValues() {}

    /** dnsjava's number for a type. */
    static int number(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case PTR -> Type.PTR;
            case TXT -> Type.TXT;
        };
    }

    /** The text as an absolute name; empty if it is invalid, or the root. */
    static Optional<Name> absolute(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("@")) {
            return Optional.empty();
        }
        try {
            // dnsjava reads a backslash as an escape, as in master files; here it is an ordinary byte
            return Optional.of(Name.fromString(name.replace("\\", "\\\\"), Name.root));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    /** The records' values in the form that {@link RecordType} describes, without records of other types. */
    static List<String> of(List<Record> records) {
        return records.stream()
                .sorted(Comparator.comparingInt(RecordValues::preference))
                .flatMap(record -> value(record).stream())
                .toList();
    }

    private static int preference(Record record) {
        return record instanceof MXRecord mx ? mx.getPriority() : 0;
    }

    private static Optional<String> value(Record record) {
        if (record instanceof TXTRecord txt) {
            StringBuilder joined = new StringBuilder();
            txt.getStringsAsByteArrays().forEach(part -> joined.append(new String(part, StandardCharsets.ISO_8859_1)));
            return Optional.of(joined.toString());
        } else if (record instanceof ARecord a) {
            return Optional.of(InetAddresses.toAddrString(a.getAddress()));
        } else if (record instanceof AAAARecord aaaa) {
            return Optional.of(ipv6(aaaa.getAddress()));
        } else if (record instanceof MXRecord mx) {
            return Optional.of(text(mx.getTarget()));
        } else if (record instanceof PTRRecord ptr) {
            return Optional.of(text(ptr.getTarget()));
        }
        return Optional.empty();
    }

    /** Java turns an IPv4-mapped address into an IPv4 address. This is the form of RFC 5952 §5. */
    private static String ipv6(InetAddress address) {
        String text = InetAddresses.toAddrString(address);
        return address instanceof Inet4Address ? "::ffff:" + text : text;
    }

    private static String text(Name name) {
        return name.toString(true);
    }
}
