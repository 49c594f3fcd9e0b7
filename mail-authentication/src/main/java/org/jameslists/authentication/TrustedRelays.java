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
 * The operator's own hosts that hand mail in after they have checked it.
 *
 * @param addresses the addresses from which they connect
 * @param ids their authserv-ids in Authentication-Results
 */
public record TrustedRelays(List<AddressRange> addresses, List<AuthservId> ids) {
    /** No relays. */
    public static final TrustedRelays NONE = new TrustedRelays(List.of(), List.of());

    /** This server's and the relay's. */
    private static final int RECEIVED_FIELDS = 2;

    /** Fields that relays write on top, besides Received, Authentication-Results and X-..., in lower case. */
    private static final Set<String> TRACE = Set.of("return-path", "delivered-to", "received-spf", "dkim-filter");

    /** Takes copies of the lists. */
    public TrustedRelays {
        addresses = List.copyOf(addresses);
        ids = List.copyOf(ids);
    }

    /** Whether a host is a trusted relay. */
    public boolean contains(InetAddress address) {
        return addresses.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * Reads the fields that a relay wrote on top of a message. A server puts its Received field on top of everything
     * that it received (RFC 5321 §4.4), so only the relay can have written above that: there, all of its
     * Authentication-Results fields count. Below it, milters write, but the message may contain forged fields, which a
     * relay should remove but may not (RFC 8601 §5): there, only the topmost field counts, and only if there is none
     * above. So a result that the relay does not report is never read from a field that came with the message.
     *
     * <p>Reading stops at the first field that is not a trace field, at an Authentication-Results field with another
     * id, and at the second Received field below this server's own.
     *
     * @param header the header, with this server's Received field on top
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
