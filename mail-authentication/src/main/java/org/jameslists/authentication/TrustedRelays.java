package org.jameslists.authentication;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;
import org.jameslists.results.MalformedResultsException;
import org.jameslists.results.MethodResult;

/**
 * Hosts of our own that hand mail in, and have looked at it before.
 *
 * @param addresses from where they connect
 * @param ids under which names they write Authentication-Results
 */
public record TrustedRelays(List<AddressRange> addresses, List<AuthservId> ids) {
    /** There are none. */
    public static final TrustedRelays NONE = new TrustedRelays(List.of(), List.of());

    /** Ours, and the relay's. */
    private static final int RECEIVED_FIELDS = 2;

    /** What relays write on top in addition to Received, Authentication-Results and X-..., in lower case. */
    private static final Set<String> TRACE = Set.of("return-path", "delivered-to", "received-spf", "dkim-filter");

    /** Takes copies of the lists. */
    public TrustedRelays {
        addresses = List.copyOf(addresses);
        ids = List.copyOf(ids);
    }

    /** Whether a host is one of them. */
    public boolean contains(InetAddress address) {
        return addresses.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * What a relay wrote on top of a message. Above its own Received field is what it wrote itself, for a server that
     * takes mail in puts that field on top of all it got (RFC 5321 §4.4): all its Authentication-Results fields there
     * count. Below it milters write, but so did whoever made the message, and a relay is only expected to take fields out
     * with its name (RFC 8601 §5): there the topmost one counts alone, and only if none is above. So a method
     * that the relay does not report is not read from a field that came with the message.
     *
     * <p>The part ends at the first field that is no trace field, at an Authentication-Results field of anybody else, and
     * at the second Received field below ours.
     *
     * @param header the header, with the Received field of this server on top
     */
    public RelayResults read(Header header) {
        List<HeaderField> fields = new ArrayList<>();
        List<MethodResult> results = new ArrayList<>();
        String id = ids.isEmpty() ? "" : ids.get(0).text();
        int received = 0;
        for (HeaderField field : header.fields()) {
            if (field.is("Received")) {
                received++;
            } else if (field.is(AuthenticationResults.FIELD_NAME)) {
                Optional<AuthenticationResults> theirs = theirs(field);
                if (theirs.isEmpty()) {
                    break;
                }
                id = fields.isEmpty() ? theirs.get().authservId() : id;
                fields.add(field);
                results.addAll(theirs.get().results());
            } else if (!isTrace(field)) {
                break;
            }
            boolean below = received >= RECEIVED_FIELDS;
            if (received > RECEIVED_FIELDS || (below && !fields.isEmpty())) {
                break;
            }
        }
        return new RelayResults(id, fields, results);
    }

    private Optional<AuthenticationResults> theirs(HeaderField field) {
        try {
            AuthenticationResults results = AuthenticationResults.parse(field);
            return ids.stream().anyMatch(id -> id.matches(results.authservId()))
                    ? Optional.of(results)
                    : Optional.empty();
        } catch (MalformedResultsException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isTrace(HeaderField field) {
        String name = field.lowerCaseName();
        return TRACE.contains(name) || name.startsWith("x-") || name.startsWith("arc-");
    }
}
