package org.jameslists.spf;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jameslists.dns.RecordType;

import com.google.common.net.InetAddresses;

/**
 * The names of a client in the DNS that lead back to it (RFC 7208 §5.5), for the macro {@code p}. They are looked up
 * once, when they are first needed.
 */
final class ClientNames {
    /** RFC 7208 §7.3: the value if there is no such name, or the DNS does not answer. */
    private static final String UNKNOWN = "unknown";

    private final InetAddress client;
    private final String reverse;
    private final BiFunction<String, RecordType, List<String>> lookup;
    private Optional<List<String>> validated = Optional.empty();

    /**
     * The names of a client.
     *
     * @param client its address
     * @param reverse the name of its PTR records
     * @param lookup gives the records of a name; none if the DNS does not answer, since such a name is ignored
     */
    ClientNames(InetAddress client, String reverse, BiFunction<String, RecordType, List<String>> lookup) {
        this.client = client;
        this.reverse = reverse;
        this.lookup = lookup;
    }

    /** RFC 7208 §7.3: the domain itself if it is among the names, or else a name below it, or else any name. */
    String within(String domain) {
        if (validated.isEmpty()) {
            validated = Optional.of(lookup.apply(reverse, RecordType.PTR).stream()
                    .filter(this::leadsBack)
                    .toList());
        }
        List<String> names = validated.get();
        String wanted = domain.toLowerCase(Locale.ROOT);
        return names.contains(wanted)
                ? wanted
                : names.stream()
                        .filter(name -> name.endsWith("." + wanted))
                        .findFirst()
                        .or(() -> names.stream().findFirst())
                        .orElse(UNKNOWN);
    }

    private boolean leadsBack(String name) {
        RecordType type = client.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
        return lookup.apply(name, type).stream()
                .anyMatch(address -> InetAddresses.forString(address).equals(client));
    }
}
